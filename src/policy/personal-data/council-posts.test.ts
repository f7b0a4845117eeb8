import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noContacts } from '../council-policy.ts'
import { findPersonalData } from './find.ts'

/** What councils post every day: a false alarm here would be met by everyone. */
const posts: readonly string[] = [
  'Bin day changes: rounds due on Fri 25/12/2026 move to Mon 28/12/2026. Check 2026-12-28 in your calendar.',
  'Council tax for band D rises by 4.99% to £2,185.62 a year, or £182.14 a month over 12 months.',
  'Quote your council tax number 4400123456 or the reference 01234567890 on the back of your bill.',
  'Road closed: A1184 High Street, SG13 8EQ to SG13 8EX, from 09.30 to 15.30, 7 to 11 December.',
  'Ring 101 for the police, 999 in an emergency, 0800 1111 for Childline and 0300 330 5040 for us.',
  'Planning committee meets at 7 pm. Items: 3/26/0123/FUL, 3/26/0456/OUT and 3/26/0789/LBC.',
  'Polling stations are open 7am to 10pm on Thursday 6 May 2027. You need photo ID.',
  'Follow @brackenshire, tag #Brackenford2026 and see https://brackenshire.example/news/2026/11/24?id=0123456789012',
  'Fibre reaches 12,400 homes. Grid reference TL 32456 12934. UPRN 010033456789.',
  'Scores: Brackenford 3-1 Bell End, 0-0, 2-2, 1-0. What a day for U12 and U14.',
  'Lottery good cause draw: 07 12 23 34 45. Next draw on 01.12.2026 at 8 pm.',
  'Our budget: £1 234 567 for parks, £07.50 a head for lunch, 20 000 trees by 2030.',
  'Parking: up to 1 hour £1.20, 2 hours £2.40, 4 hours £4.80. Code 40123 in the app.',
  'The ISBN is 978-0-306-40615-7 and the barcode is 5012345678900.',
  'Charity no. 1122334. Company no. 01234567. VAT no. 123 4567 89.',
  'Sandbags: collect at the depot gate. What3words ///table.lamp.green. Flood line 0345 988 1188.',
  'Open @ 9.30 at the Guildhall. Meet at the bell tower. Look at gov.uk or nhs.uk for more.',
  'New homes at Mill Lane: 12 flats, 30 houses, 3 shops. Drop in at the Guildhall, BR1 1AA.',
  '12 weeks of works in Bell Street, BR1 2AB. 200 parking spaces stay open.',
  'Croeso i’r llyfrgell! Ar agor 9.30–17.00, ddydd Llun 1 Rhagfyr. Mae lle i 40.',
  'Congratulations to our class of 2026: 1 2 3 4 5 6 7 8 9 10, here we go!',
  'Bus 310 leaves at 0715 0745 0815 0845 0915 and returns at 1615 1645 1715.',
  'Turn left on the B1000, right on the A414, then follow signs to J4 of the A1(M).',
  'Temperature down to -2 to -5. Gritting 28 routes, 400 miles, 02:00 to 06:00.',
  'One, two, three, four, five: once we caught a fish alive. Story time at 10!',
]

for (const post of posts)
  test(`lets pass: ${post.slice(0, 60)}`, () => {
    const found = findPersonalData(post, noContacts)
    assert.deepEqual(
      found.map(({ kind, start, end }) => [kind, post.slice(start, end)]),
      [],
    )
  })

/** The same posts with one slip in each. */
const slips: readonly [slip: string, kind: string][] = [
  ['Missed bin? Text Jo on 07700 900123.', 'phone'],
  ['Thanks to Mrs B of 14 Mill Lane, Brackenford BR1 2AB for the photo.', 'address'],
  ['Send your entry to fete.brackenford@gmail.com.', 'email'],
  ['RT: my card 4111 1111 1111 1111 was declined at the car park!', 'card'],
  ['RT: they lost my form, NI no AB123456C, again.', 'national-insurance'],
]

for (const [slip, kind] of slips)
  for (const post of posts)
    test(`catches ${kind} after: ${post.slice(0, 50)}`, () => {
      const found = findPersonalData(`${post} ${slip}`, noContacts)
      assert.deepEqual(
        found.map((one) => one.kind),
        [kind],
      )
    })
