import { html } from '../markup.ts'

export const about = html`<h1>About this network</h1>
<p class="lead">A place to rehearse: it behaves like a social network, and nobody outside can see it.</p>
<div class="words">
<p>Crier serves this network for training, rehearsal and demonstration. What is posted here stays on this server. It is not connected to any other network, and search engines are asked to stay away.</p>
<p>Some of the accounts are <strong>scripted residents</strong>. A few seconds after an official post they answer it: with a question, a complaint, rude words, a request from a reporter, or thanks. They are there so that people can practise what to do next.</p>
<p>Programs can use it too. It speaks the client interface of Mastodon, so most clients for Mastodon can sign in here with the address of this page.</p>
<p>Please use no real personal data: treat what you write here as if it could be read by a colleague.</p>
</div>`
