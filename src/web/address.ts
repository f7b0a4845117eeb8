type Scalar = string | number | boolean

/** Where a request goes and what it carries, from one flat input: path names, then body or query. */
export function placed(route: string, input: Readonly<Record<string, unknown>>) {
  const [method = 'GET', pattern = '/'] = route.split(' ')
  const rest = { ...input }
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name]
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  if (method !== 'GET') return { method, path: `/api${path}`, body: JSON.stringify(rest) }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(rest))
    for (const each of Array.isArray(value) ? value : [value])
      if (each !== undefined && each !== null && each !== '')
        query.append(name, String(each as Scalar))
  const asked = query.toString()
  return { method, path: `/api${path}${asked ? `?${asked}` : ''}`, body: undefined }
}
