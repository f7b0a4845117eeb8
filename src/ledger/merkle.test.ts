import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  emptyRoot,
  emptyTree,
  fromBase64,
  grow,
  leafHash,
  rootOf,
  toBase64,
  toBytes,
} from './merkle.ts'
import {
  completedBy,
  consistencySpans,
  inclusionSpans,
  isConsistent,
  proofOf,
  rootFromPath,
  type Subtree,
  subtreesOf,
} from './proof.ts'

const hex = (digest: string) => toBytes(digest).toString('hex')

// The reference: RFC 9162 word for word, on Buffers, with nothing shared.
const sha = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
const [zero, one] = [Buffer.from([0]), Buffer.from([1])]
const largestPowerBelow = (n: number): number =>
  n <= 2 ? 1 : 2 * largestPowerBelow(Math.ceil(n / 2))

function mth(d: readonly string[]): Buffer {
  if (d.length === 0) return sha()
  if (d.length === 1) return sha(zero, Buffer.from(d[0] ?? ''))
  const k = largestPowerBelow(d.length)
  return sha(one, mth(d.slice(0, k)), mth(d.slice(k)))
}

function path(m: number, d: readonly string[]): Buffer[] {
  if (d.length <= 1) return []
  const k = largestPowerBelow(d.length)
  return m < k
    ? [...path(m, d.slice(0, k)), mth(d.slice(k))]
    : [...path(m - k, d.slice(k)), mth(d.slice(0, k))]
}

function subproof(m: number, d: readonly string[], b: boolean): Buffer[] {
  if (m === d.length) return b ? [] : [mth(d)]
  const k = largestPowerBelow(d.length)
  return m <= k
    ? [...subproof(m, d.slice(0, k), b), mth(d.slice(k))]
    : [...subproof(m - k, d.slice(k), false), mth(d.slice(0, k))]
}

/** A tree grown leaf by leaf, and the stored subtrees as the sequencer keeps them. */
function grown(leaves: readonly string[]) {
  const tree = emptyTree()
  const kept = leaves.map((leaf) => {
    const hash = leafHash(leaf)
    return [hash, ...grow(tree, hash)]
  })
  const root = (subtree: Subtree) => {
    const digest = kept[completedBy(subtree)]?.[subtree.level]
    assert.ok(digest, 'a proof asks only for subtrees that were kept')
    return digest
  }
  return { tree, root }
}

// The eight leaves of the reference implementation of RFC 6962, and its roots at each size.
const vectors = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const vectorRoots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const vectorLeaves = vectors.map((bytes) => Buffer.from(bytes, 'hex').toString())

const someLeaves = fc.array(fc.string({ unit: 'grapheme', maxLength: 6 }), {
  minLength: 1,
  maxLength: 70,
})

describe('the tree', () => {
  test('has the known root when it is empty', () => {
    assert.equal(hex(emptyRoot), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    assert.equal(rootOf(emptyTree()), emptyRoot)
  })

  test('has the known root at each of the known sizes', () => {
    const tree = emptyTree()
    const roots = vectorLeaves.map((leaf) => {
      grow(tree, leafHash(leaf))
      return hex(rootOf(tree))
    })
    assert.deepEqual(roots, vectorRoots)
  })

  test('has the root that the standard defines, whatever the leaves', () => {
    fc.assert(
      fc.property(someLeaves, (leaves) => {
        assert.equal(hex(rootOf(grown(leaves).tree)), mth(leaves).toString('hex'))
      }),
    )
  })

  test('hashes long leaves and those of many bytes for each character alike', () => {
    for (const leaf of [
      'a'.repeat(16_383),
      'a'.repeat(16_384),
      '€'.repeat(16_383),
      '🔔'.repeat(20_000),
    ])
      assert.equal(hex(leafHash(leaf)), mth([leaf]).toString('hex'))
    assert.equal(hex(leafHash('after')), mth(['after']).toString('hex'))
  })

  test('tells a leaf from a node that looks like it', () => {
    const tree = grown(['a', 'b']).tree
    const disguised = `${leafHash('a')}${leafHash('b')}`
    assert.notEqual(leafHash(disguised), rootOf(tree))
  })

  test('reads back a hash from its text', () => {
    assert.equal(fromBase64(toBase64(emptyRoot)), emptyRoot)
  })
})

describe('an inclusion proof', () => {
  test('is the one that the standard defines, and leads to the root', () => {
    fc.assert(
      fc.property(someLeaves, fc.nat(), (leaves, any) => {
        const { tree, root } = grown(leaves)
        const index = any % leaves.length
        const proof = proofOf(inclusionSpans(index, leaves.length), root)
        assert.deepEqual(
          proof.map(hex),
          path(index, leaves).map((each) => each.toString('hex')),
        )
        const leaf = leafHash(leaves[index] ?? '')
        assert.equal(rootFromPath(leaf, index, leaves.length, proof), rootOf(tree))
      }),
    )
  })

  test('does not hold for another leaf, place, size or path', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.nat(), (size, any) => {
        const leaves = Array.from({ length: size }, (_, i) => `leaf ${i}`)
        const { tree, root } = grown(leaves)
        const index = any % size
        const proof = proofOf(inclusionSpans(index, size), root)
        const leaf = leafHash(leaves[index] ?? '')
        const leads = (...at: Parameters<typeof rootFromPath>) =>
          rootFromPath(...at) === rootOf(tree)
        assert.ok(!leads(leafHash('other'), index, size, proof))
        for (let other = 0; other < size + 2; other++)
          assert.equal(leads(leaf, other, size, proof), other === index)
        assert.ok(!leads(leaf, index, size, proof.slice(1)))
        assert.ok(!leads(leaf, index, size, [...proof, emptyRoot]))
        assert.ok(!leads(leaf, index, size, proof.with(0, emptyRoot)))
        assert.ok(!leads(leaf, size, size, proof))
      }),
    )
  })
})

describe('a consistency proof', () => {
  test('is the one that the standard defines, and holds', () => {
    fc.assert(
      fc.property(someLeaves, fc.nat(), (leaves, any) => {
        const size = leaves.length
        const earlier = 1 + (any % size)
        const { tree, root } = grown(leaves)
        const proof = proofOf(consistencySpans(earlier, size), root)
        assert.deepEqual(
          proof.map(hex),
          subproof(earlier, leaves, true).map((each) => each.toString('hex')),
        )
        const before = { size: earlier, root: rootOf(grown(leaves.slice(0, earlier)).tree) }
        assert.ok(isConsistent(before, { size, root: rootOf(tree) }, proof))
      }),
    )
  })

  test('does not hold when the past was altered, or with a changed proof', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.nat(), fc.nat(), (size, anySize, anyLeaf) => {
        const earlier = 1 + (anySize % (size - 1))
        const leaves = Array.from({ length: size }, (_, i) => `leaf ${i}`)
        const { tree, root } = grown(leaves.with(anyLeaf % earlier, 'altered'))
        const before = { size: earlier, root: rootOf(grown(leaves.slice(0, earlier)).tree) }
        const now = { size, root: rootOf(tree) }
        const proof = proofOf(consistencySpans(earlier, size), root)
        assert.ok(!isConsistent(before, now, proof))
        const honest = {
          ...before,
          root: rootOf(grown(leaves.with(anyLeaf % earlier, 'altered').slice(0, earlier)).tree),
        }
        assert.ok(isConsistent(honest, now, proof))
        assert.ok(!isConsistent(honest, now, [...proof, emptyRoot]))
        assert.ok(!isConsistent(honest, now, proof.slice(1)))
        assert.ok(!isConsistent(now, honest, proof))
      }),
    )
  })

  test('is empty for the same tree and for an empty one', () => {
    const same = { size: 3, root: rootOf(grown(['a', 'b', 'c']).tree) }
    assert.ok(
      isConsistent(
        same,
        same,
        proofOf(consistencySpans(3, 3), () => ''),
      ),
    )
    assert.ok(!isConsistent(same, { size: 3, root: emptyRoot }, []))
    assert.ok(isConsistent({ size: 0, root: emptyRoot }, same, []))
    assert.deepEqual(consistencySpans(0, 3), [])
  })
})

test('the subtrees of a tree of billions are few', () => {
  const size = 2 ** 33 + 2 ** 20 + 3
  assert.deepEqual(
    subtreesOf({ from: 0, to: size }).map(({ level }) => level),
    [33, 20, 1, 0],
  )
  assert.equal(inclusionSpans(2 ** 32 + 12345, size).length, 34)
})
