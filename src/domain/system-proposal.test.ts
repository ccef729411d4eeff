import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SystemCode, systemCodes, systemNames } from './system.ts'
import { proposeSystem } from './system-proposal.ts'

describe('proposeSystem', () => {
  it.each([
    ['Motor no parte', 'ENGINE'],
    ['Fuga aceite hidráulico en cilindro de levante', 'HYDRAULICS'],
    ['Cambio de flexible roto balde', 'HYDRAULICS'],
    ['Reponer dientes de balde', 'IMPLEMENT'],
    ['Balde con fisura', 'IMPLEMENT'],
    ['Frenos largos, cambiar pastillas', 'BRAKES'],
    ['Freno de estacionamiento no sujeta', 'BRAKES'],
    ['Neumático trasero izquierdo pinchado', 'TYRES_TRACKS'],
    ['Oruga suelta', 'TYRES_TRACKS'],
    ['Baja presión de vacío, revisar soplador', 'VACUUM'],
    ['Batería descargada', 'STARTING'],
    ['Cambio motor de partida', 'STARTING'],
    ['Ampolleta foco delantero quemada', 'LIGHTS'],
    ['Baliza no enciende', 'LIGHTS'],
    ['Radiador con fuga', 'COOLING'],
    ['RECALENTAMIENTO EN SUBIDA', 'COOLING'],
    ['Filtro de aire saturado', 'INTAKE_EXHAUST'],
    ['Bomba de inyección', 'FUEL'],
    ['Aire acondicionado no enfría', 'AIR_CONDITIONING'],
    ['Parabrisas trizado', 'CAB'],
    ['Cinturón de seguridad no traba', 'CAB'],
    ['Engrase general', 'LUBRICATION'],
    ['Embrague patina', 'TRANSMISSION'],
    ['Amortiguador delantero reventado', 'SUSPENSION'],
    ['Juego en dirección', 'STEERING'],
    ['Extintor vencido', 'FIRE_SUPPRESSION'],
    ['Radio base sin señal', 'ELECTRICAL'],
    ['Pedal de mando izquierdo trabado', 'CONTROLS'],
    ['Escalera de acceso doblada', 'STRUCTURE'],
    ['ENGINE WON’T START', 'ENGINE'],
    ["BUCKET WON'T OPEN", 'IMPLEMENT'],
    ['replace grease line on bucket', 'LUBRICATION'],
    ['BLOWN HYD HOSE.', 'HYDRAULICS'],
    ['CHECK A / C', 'AIR_CONDITIONING'],
    ['Mantención 500 horas', null],
    ['', null],
  ])('%s → %s', (text, system) => expect(proposeSystem(text)).toBe(system))

  it('reads whole words: a stem inside another word means nothing', () => {
    expect(proposeSystem('cabeza de equipo')).toBeNull()
    expect(proposeSystem('asteroides')).toBeNull()
  })

  it('cares neither for case, accents nor punctuation, and always answers a system or null', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('frenos', 'radiador', 'bocina', 'balde', 'cabina'),
        fc.constantFrom('...', ' / ', '\n', '¡'),
        (word, noise) => {
          expect(proposeSystem(`${noise}${word.toUpperCase()}${noise}`)).toBe(proposeSystem(word))
        },
      ),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const system = proposeSystem(text)
        expect(system === null || systemCodes.includes(system)).toBe(true)
      }),
    )
  })

  it('every system has a name in both languages', () => {
    for (const code of systemCodes)
      expect(systemNames[code]).toEqual({ es: expect.stringMatching(/./), en: expect.stringMatching(/./) })
  })
})

const history = '../shared/data/histories/excavators'
const labels: Record<string, SystemCode> = {
  hydraulic: 'HYDRAULICS',
  grease_lube: 'LUBRICATION',
  engine: 'ENGINE',
  bucket: 'IMPLEMENT',
  electrical: 'ELECTRICAL',
  structure: 'STRUCTURE',
  air_conditioning: 'AIR_CONDITIONING',
  cabin: 'CAB',
  undercarriage: 'TYRES_TRACKS',
  cooling: 'COOLING',
  controls: 'CONTROLS',
  induction_exhaust: 'INTAKE_EXHAUST',
  lights: 'LIGHTS',
  starting: 'STARTING',
  fuel: 'FUEL',
  other: 'OTHER',
  fire_suppression: 'FIRE_SUPPRESSION',
}
/** The labels call a turbo, a radiator or a flat battery "engine" about as often as by its own name. */
const family = (system: SystemCode) =>
  ['COOLING', 'FUEL', 'INTAKE_EXHAUST', 'STARTING'].includes(system) ? 'ENGINE' : system

function rows(file: string): string[][] {
  const text = gunzipSync(readFileSync(`${history}/${file}`)).toString()
  return parse(text, { relax_quotes: true, relax_column_count: true, from_line: 2 })
}

/** Texts whose label is certain: the export and the events share asset, date and cost, and all events there have one label. */
function labelledTexts(): { text: string; label: SystemCode }[] {
  const byKey = <T>(items: readonly T[], key: (item: T) => string) => Map.groupBy(items, key)
  const events = byKey(rows('events.csv.gz'), ([asset, date, , , severity]) => `${asset} ${date} ${severity}`)
  const orders = byKey(
    rows('work-orders-raw.csv.gz'),
    ([date, asset, , , cost]) => `${asset} ${date} ${Math.round(Number(cost))}`,
  )
  return [...orders].flatMap(([key, group]) => {
    const codes = (events.get(key) ?? []).map((event) => event[3]!)
    return codes.length === group.length && new Set(codes).size === 1
      ? group.map((order) => ({ text: order[2]!, label: labels[codes[0]!]! }))
      : []
  })
}

describe.skipIf(!existsSync(history) && !process.env.CI)(
  'proposeSystem on labelled orders of five excavators (needs ../shared/data)',
  () => {
    it('agrees with the labels as far as they agree with themselves', () => {
      const texts = labelledTexts()
      expect(texts.length).toBeGreaterThan(4800)
      const proposed = texts
        .map(({ text, label }) => ({ label, system: proposeSystem(text) }))
        .filter((p) => p.system !== null)
      const agreeing = proposed.filter((p) => p.system === p.label)
      const inFamily = proposed.filter((p) => family(p.system!) === family(p.label))
      expect(proposed.length / texts.length).toBeGreaterThan(0.95)
      expect(agreeing.length / proposed.length).toBeGreaterThan(0.75)
      expect(inFamily.length / proposed.length).toBeGreaterThan(0.79)
    })
  },
)
