import { html, type Markup, nothing } from '../markup.ts'

export interface Typed {
  readonly choice?: 'sign-in' | 'create' | 'deny'
  readonly username?: string | undefined
  readonly display_name?: string | undefined
  readonly password?: string | undefined
}

interface AuthoriseParts {
  /** The program's request, carried through the form as it came. */
  readonly query: string
  readonly program: string
  readonly scopes: readonly string[]
  readonly typed: Typed
  readonly wrong: Partial<Record<'username' | 'password', string>>
}

export function authorisePage({ query, program, scopes, typed, wrong }: AuthoriseParts): Markup {
  const action = `/oauth/authorize?${query}`
  const creating = typed.choice === 'create'
  const signIn = { typed: creating ? {} : typed, wrong: creating ? {} : wrong }
  const create = { typed: creating ? typed : {}, wrong: creating ? wrong : {} }
  return html`${summary(wrong, creating ? 'new' : 'own')}
<h1>Let ${program} use your practice account?</h1>
<p class="lead">It asks to: ${meanings(scopes).join(', ')}.</p>
<section aria-labelledby="own"><h2 id="own">I have a practice account</h2>
<form method="post" action="${action}">
${field('own', 'username', 'Account name', 'username', signIn)}
${field('own', 'password', 'Practice password', 'current-password', signIn)}
<button name="choice" value="sign-in">Sign in and allow</button></form></section>
<details${creating ? html` open` : nothing}><summary>Make a new practice account</summary>
<form method="post" action="${action}">
${field('new', 'username', 'Account name', 'off', create, 'Letters, digits and underscores. It cannot be changed later.')}
<label for="new-display_name">Name to show</label>
<input id="new-display_name" name="display_name" maxlength="60" autocomplete="off" value="${create.typed.display_name}">
${field('new', 'password', 'Practice password', 'new-password', create, 'At least 8 characters. Do not use a password that you use elsewhere.')}
<button name="choice" value="create">Make the account and allow</button></form></details>
<form method="post" action="${action}"><button class="second" name="choice" value="deny">Do not allow</button></form>`
}

function summary(wrong: AuthoriseParts['wrong'], form: string): Markup {
  const faults = Object.entries(wrong)
  if (faults.length === 0) return nothing
  return html`<div class="summary" role="alert" tabindex="-1" autofocus><h2>You are not signed in yet</h2>${faults.map(
    ([name, sentence]) => html`<p><a href="#${form}-${name}">${sentence}</a></p>`,
  )}</div>`
}

interface FieldState {
  readonly typed: Typed
  readonly wrong: AuthoriseParts['wrong']
}

function field(
  form: string,
  name: 'username' | 'password',
  label: string,
  autocomplete: string,
  { typed, wrong }: FieldState,
  hint = '',
): Markup {
  const id = `${form}-${name}`
  const fault = wrong[name]
  const described = [hint && `${id}-hint`, fault && `${id}-wrong`].filter(Boolean).join(' ')
  return html`<label for="${id}">${label}</label>
${hint === '' ? nothing : html`<p class="hint" id="${id}-hint">${hint}</p>`}
${fault === undefined ? nothing : html`<p class="wrong" id="${id}-wrong">${fault}</p>`}
<input id="${id}" name="${name}" required type="${name === 'password' ? 'password' : 'text'}" autocomplete="${autocomplete}" autocapitalize="none" spellcheck="false" value="${name === 'username' ? typed.username : ''}"${described === '' ? nothing : html` aria-describedby="${described}"`}${fault === undefined ? nothing : html` aria-invalid="true"`}>`
}

function meanings(scopes: readonly string[]): string[] {
  const known = scopes.flatMap((scope) => scopeMeanings[scope] ?? [])
  const others = scopes.filter((scope) => scopeMeanings[scope] === undefined)
  return [...known, ...others]
}

const scopeMeanings: Readonly<Record<string, string>> = {
  read: 'read everything in this account',
  write: 'post and change things in this account',
  follow: 'follow and block accounts',
  'read:accounts': 'see who you are',
  'read:statuses': 'read posts',
  'write:statuses': 'post, edit and delete posts',
  'write:media': 'upload images',
}

export function codePage(code: string, program: string): Markup {
  return html`<h1>Your code</h1><p>Copy this code and paste it into ${program}. It works once, for 10 minutes.</p><code class="secret" id="code">${code}</code>`
}

const mistakes = {
  'unknown-program': html`<h1>This program is not known here</h1><p>The program that sent you here has not registered with this network, or its registration is gone. Start again in the program.</p>`,
  'unknown-address': html`<h1>The way back is not known here</h1><p>The program asks to send you to an address that it did not register. Nothing was allowed. Start again in the program, or tell the people who run it.</p>`,
  denied: html`<h1>Nothing was allowed</h1><p>The program cannot use a practice account. You can close this page.</p>`,
}

export function mistakePage(kind: keyof typeof mistakes): Markup {
  return mistakes[kind]
}
