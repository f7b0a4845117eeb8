import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draftOf } from './draft.ts'
import { misfits } from './fit.ts'

const media = [{ fileId: 'f', alt: '' }]
const draft = draftOf({
  items: [
    { text: 'One', media: [] },
    { text: 'Two', media },
  ],
  channels: [
    { channelId: 'a' },
    { channelId: 'b' },
    { channelId: 'c', items: [{ text: 'Own', media: [] }] },
  ],
  language: 'en',
  visibility: 'public',
  contentWarning: '',
})
const alt = (channelId: string) => ({
  channelId,
  position: 1,
  field: 'alt' as const,
  media: 0,
  sentence: 'Say what this picture shows.',
})
const text = { position: 0, field: 'text' as const, media: null, sentence: 'Too long.' }

test('a missing description is told once, at its picture, however many channels follow', () => {
  assert.deepEqual(misfits([alt('a'), alt('b')], draft), [
    {
      target: null,
      field: draft.shared[1]?.pictures[0]?.key,
      sentence: 'Say what this picture shows.',
    },
  ])
})

test('a text of its own is put right in its own place', () => {
  assert.deepEqual(misfits([{ ...text, channelId: 'c' }], draft), [
    { target: 'c', field: draft.channels[2]?.own?.[0]?.key, sentence: 'Too long.' },
  ])
})

test('a visibility is put right in the settings', () => {
  const told = { ...text, channelId: 'a', field: 'visibility' as const, sentence: 'Not there.' }
  assert.deepEqual(misfits([told], draft), [
    { target: null, field: 'visibility', sentence: 'Not there.' },
  ])
})

test('a problem with a part that has gone since leads nowhere wrong', () => {
  assert.equal(misfits([{ ...text, channelId: 'a', position: 9 }], draft)[0]?.field, 'channels')
})
