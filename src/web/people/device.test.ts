import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deviceName } from './device.ts'

test('names browser and system as people know them', () => {
  const edge =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36 Edg/131.0'
  const phone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1'
  assert.equal(deviceName(edge), 'Edge on Windows')
  assert.equal(deviceName(phone), 'Safari on iPhone')
})

test('shows what it does not know as it is, and says so where there is nothing', () => {
  assert.equal(deviceName('curl/8.5'), 'curl/8.5')
  assert.equal(deviceName(''), 'An unknown device')
})
