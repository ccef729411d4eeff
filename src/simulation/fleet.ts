import { type PredefinedTypeCode, predefinedTypeCodes } from '../domain/asset-type.ts'
import { addDays, type CivilDate } from '../domain/civil-time.ts'
import { type SystemCode, systemCodes } from '../domain/system.ts'
import { type Calendar, dayMs } from './calendar.ts'
import type { Mechanic } from './crew.ts'
import { firstNames, siteNames, surnames, typeModels } from './fleet-model.ts'
import type { Random } from './random.ts'
import type { AssetRow, DocumentRow, PersonRow, SiteRow } from './rows.ts'

export type Staff = {
  readonly people: readonly PersonRow[]
  readonly mechanics: readonly Mechanic[]
  /** The mechanics of a site, by the site's index. */
  readonly mechanicsOf: readonly (readonly Mechanic[])[]
  /** Who plans and closes the orders of a site, by the site's index. */
  readonly supervisors: readonly PersonRow[]
}

/** People per unit of the fleet, and of them those who work on units. */
const peoplePerAsset = 15 / 40
const smallestStaff = 15
const yearlyRaise = 1.045

export function buildSites(random: Random, at: number): SiteRow[] {
  return siteNames.map(([code, name]) => ({ id: random.uuid(at), code, name }))
}

const subset = <T>(random: Random, items: readonly T[], share: number) => items.filter(() => random.chance(share))

function rates(random: Random, calendar: Calendar, base: number): PersonRow['rates'] {
  const first = calendar.year(0)
  const years = calendar.year(calendar.days - 1) - first + 1
  const start = base * random.between(0.9, 1.15)
  return Array.from({ length: years }, (_, i) => ({
    from: `${first + i}-01-01`,
    perHour: Math.round((start * yearlyRaise ** i) / 10) * 10,
  }))
}

function name(index: number): { name: string; email: string } {
  const first = firstNames[index % firstNames.length]!
  const round = Math.floor(index / firstNames.length)
  const last = surnames[(index + round) % surnames.length]!
  const plain = `${first}.${last}`
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
  const suffix = round === 0 ? '' : String(round + 1)
  return { name: `${first} ${last}${suffix && ` ${suffix}`}`, email: `${plain}${suffix}@faena.example` }
}

/** One administrator, supervisors by site, and mechanics in two rotas per site. */
export function buildStaff(
  random: Random,
  calendar: Calendar,
  sites: readonly SiteRow[],
  assets: number,
  at: number,
): Staff {
  const count = Math.max(smallestStaff, Math.round(assets * peoplePerAsset))
  const supervisorCount = Math.max(2, Math.round(count * 0.13))
  const people: PersonRow[] = []
  const mechanics: Mechanic[] = []
  const person = (
    role: PersonRow['role'],
    siteIds: readonly string[],
    perHour: number,
    skills: PersonRow['skills'],
  ) => {
    const row = {
      id: random.uuid(at),
      ...name(people.length),
      role,
      siteIds,
      skills,
      rates: rates(random, calendar, perHour),
    }
    people.push(row)
    return row
  }
  const none = { assetTypes: [], systems: [] }
  const ids = sites.map((site) => site.id)
  person('ADMIN', ids, 19_500, none)
  const supervisors = Array.from({ length: supervisorCount }, (_, i) =>
    person(
      'SUPERVISOR',
      ids.filter((_, site) => site % supervisorCount === i % sites.length),
      15_800,
      none,
    ),
  )
  for (let i = 0; people.length < count; i++) {
    const site = i % sites.length
    const skills = {
      assetTypes: subset<PredefinedTypeCode>(random, predefinedTypeCodes, 0.6),
      systems: subset<SystemCode>(random, systemCodes, 0.5),
    }
    const row = person('OPERATOR', [ids[site]!], 9_800, skills)
    mechanics.push({ row, site, rota: Math.floor(i / sites.length) % 2, freeAt: 0, busyUntil: null })
  }
  const of = (site: SiteRow) => supervisors.find((s) => s.siteIds.includes(site.id)) ?? supervisors[0]!
  const mechanicsOf = sites.map((_, site) => mechanics.filter((m) => m.site === site))
  return { people, mechanics, mechanicsOf, supervisors: sites.map(of) }
}

// Series beyond those issued so far, so that no demo plate is somebody's.
const plateLetters = 'BCDFGHJKLPRSTVWXYZ'

function plate(index: number): string {
  const [third, fourth] = [Math.floor(index / 90 / 18) % 18, Math.floor(index / 90) % 18]
  return `ZZ${plateLetters[third]}${plateLetters[fourth]}${10 + (index % 90)}`
}

/** Types by their share, interleaved over the sites; some units older than the history, a few younger. */
export function buildAssets(
  random: Random,
  sites: readonly SiteRow[],
  count: number,
  from: number,
  to: number,
): AssetRow[] {
  const wanted = predefinedTypeCodes.map((type) => Math.round(typeModels[type].share * count))
  wanted[1]! += count - wanted.reduce((a, b) => a + b, 0)
  const assets: AssetRow[] = []
  let plates = 0
  predefinedTypeCodes.forEach((type, t) => {
    const model = typeModels[type]
    for (let i = 0; i < wanted[t]!; i++) {
      const [make, name] = model.makes[i % model.makes.length]!
      const number = String(i + 1).padStart(2, '0')
      const young = random.chance(0.06)
      const commissionedAt = young
        ? from + Math.floor(random.between(0.1, 0.6) * ((to - from) / dayMs)) * dayMs
        : from - Math.floor(random.between(30, 6 * 365)) * dayMs
      assets.push({
        id: random.uuid(from),
        code: `${model.codePrefix}-${number}`,
        name: `${make} ${name} ${number}`,
        type,
        siteId: sites[(i + t) % sites.length]!.id,
        make,
        model: name,
        serialNumber: `DEMO-${model.codePrefix}-${String(random.whole(10_000, 99_999))}-${number}`,
        plate: model.usesRoads ? plate(plates++) : null,
        criticality: model.criticality,
        commissionedAt,
      })
    }
  })
  return assets
}

/** Yearly papers of a unit, renewed in time by most; the last renewal is sometimes forgotten. */
export function buildDocuments(random: Random, asset: AssetRow, calendar: Calendar, from: number): DocumentRow[] {
  const road = typeModels[asset.type].usesRoads
  const documents: DocumentRow[] = []
  const start = calendar.dayOf(Math.max(from, asset.commissionedAt))
  const end = calendar.days - 1
  const renew = (kind: DocumentRow['kind'], months: number, firstDay: number) => {
    const every = Math.round(months * 30.4375)
    const forgotten = random.chance(0.08)
    for (let day = firstDay; day <= end; day += every) {
      if (forgotten && day + every > end && day > firstDay) break
      const issuedOn: CivilDate = calendar.date(day)
      documents.push({
        id: random.uuid(calendar.dayStart(day)),
        assetId: asset.id,
        kind,
        issuedOn,
        expiresOn: addDays(issuedOn, every),
      })
    }
  }
  // Papers of a unit that was already there began at some day of the cycle before.
  const somewhere = () => Math.min(end, start + random.whole(0, 60))
  if (road) {
    renew('PERMISO_CIRCULACION', 12, somewhere())
    renew('REVISION_TECNICA', asset.type === 'PICKUP' ? 12 : 6, somewhere())
    renew('SOAP', 12, somewhere())
  }
  renew('INSURANCE', 12, somewhere())
  renew('SITE_ACCREDITATION', 12, somewhere())
  return documents
}
