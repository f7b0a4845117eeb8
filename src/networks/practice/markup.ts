/**
 * HTML that is safe by construction: whatever is put into an `html` template is escaped, unless it
 * came out of one. There is no other way to make Markup.
 */
export class Markup {
  readonly #text: string

  private constructor(text: string) {
    this.#text = text
  }

  static from(parts: readonly string[], values: readonly unknown[]): Markup {
    let text = parts[0] ?? ''
    values.forEach((value, index) => {
      text += write(value) + (parts[index + 1] ?? '')
    })
    return new Markup(text)
  }

  toString(): string {
    return this.#text
  }
}

export function html(parts: TemplateStringsArray, ...values: readonly unknown[]): Markup {
  return Markup.from(parts, values)
}

export const nothing = html``

function write(value: unknown): string {
  if (value instanceof Markup) return value.toString()
  if (Array.isArray(value)) return value.map(write).join('')
  if (value === null || value === undefined || value === false) return ''
  return escaped(String(value))
}

const characters: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => characters[character] ?? '')
}
