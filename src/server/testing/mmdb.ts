/** What a test's database of countries knows: networks in CIDR form and their ISO 3166-1 codes. */
export type Networks = Readonly<Record<string, string>>

const [utf8, uint16, uint32, map, uint64, array] = [2, 5, 6, 7, 9, 11]

/** Type and size of a value, by https://maxmind.github.io/MaxMind-DB: types above 7 take a second byte. */
function control(type: number, size: number): Buffer {
  const [first, more] = size < 29 ? [size, []] : [29, [size - 29]]
  return Buffer.from(type <= 7 ? [(type << 5) | first, ...more] : [first, type - 7, ...more])
}

const text = (value: string) => Buffer.concat([control(utf8!, Buffer.byteLength(value)), Buffer.from(value)])
const int = (type: number, value: number, bytes: number) => {
  const content = Buffer.alloc(bytes)
  content.writeUIntBE(value, Math.max(0, bytes - 6), Math.min(6, bytes))
  return Buffer.concat([control(type, bytes), content])
}
const list = (values: Buffer[]) => Buffer.concat([control(array!, values.length), ...values])
const object = (entries: Record<string, Buffer>) =>
  Buffer.concat([
    control(map!, Object.keys(entries).length),
    ...Object.entries(entries).flatMap(([name, value]) => [text(name), value]),
  ])

/** The bits that addresses of a network share, in a tree of 128 bits. */
function bitsOf(network: string): number[] {
  const [address, length] = network.split('/') as [string, string]
  const isFour = address.includes('.')
  const [head = '', tail = ''] = address.split('::')
  const words = (part: string) => (part ? part.split(':').map((word) => Number.parseInt(word, 16)) : [])
  const [before, after] = [words(head), words(tail)]
  const bytes = isFour
    ? [...new Array(12).fill(0), ...address.split('.').map(Number)]
    : [...before, ...new Array(8 - before.length - after.length).fill(0), ...after].flatMap((w) => [w >> 8, w & 255])
  const bits = bytes.flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((place) => (byte >> place) & 1))
  return bits.slice(0, Number(length) + (isFour ? 96 : 0))
}

/** A database of countries in MaxMind's format: a binary tree over the bits of addresses, records of 24 bits. */
export function countryDatabase(networks: Networks, type = 'Faena-Test-Country'): Buffer {
  type Place = { node: number } | { country: string } | null
  const nodes: [Place, Place][] = [[null, null]]
  for (const [network, country] of Object.entries(networks)) {
    const bits = bitsOf(network)
    let at = 0
    for (const [depth, bit] of bits.entries()) {
      if (depth === bits.length - 1) {
        nodes[at]![bit] = { country }
        continue
      }
      let next = nodes[at]![bit]
      if (!next || !('node' in next)) {
        next = { node: nodes.push([null, null]) - 1 }
        nodes[at]![bit] = next
      }
      at = next.node
    }
  }
  const offsets = new Map<string, number>()
  const records: Buffer[] = []
  for (const country of new Set(Object.values(networks))) {
    offsets.set(
      country,
      records.reduce((sum, { length }) => sum + length, 0),
    )
    records.push(object({ country: object({ iso_code: text(country) }) }))
  }
  const tree = Buffer.alloc(nodes.length * 6)
  for (const [index, sides] of nodes.entries()) {
    for (const [side, place] of sides.entries()) {
      const value = !place
        ? nodes.length
        : 'node' in place
          ? place.node
          : nodes.length + 16 + offsets.get(place.country)!
      tree.writeUIntBE(value, index * 6 + side * 3, 3)
    }
  }
  const metadata = object({
    binary_format_major_version: int(uint16!, 2, 2),
    binary_format_minor_version: int(uint16!, 0, 2),
    build_epoch: int(uint64!, Date.UTC(2026, 10, 24) / 1000, 8),
    database_type: text(type),
    description: object({ en: text('made by a test') }),
    ip_version: int(uint16!, 6, 2),
    languages: list([text('en')]),
    node_count: int(uint32!, nodes.length, 4),
    record_size: int(uint16!, 24, 2),
  })
  return Buffer.concat([tree, Buffer.alloc(16), ...records, Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1'), metadata])
}
