import { type Criticality, criticalities } from '../asset.ts'
import { type MeterKind, meterKinds } from '../asset-type.ts'
import { type SystemCode, systemCodes, systemNames } from '../system.ts'
import {
  type OrderCategory,
  orderCategories,
  type Priority,
  priorities,
  type WorkOrderStatus,
  workOrderStatuses,
} from '../work-order.ts'
import { plainText } from './plain-text.ts'

type Meanings<Code extends string> = readonly (readonly [Code, RegExp])[]

/**
 * `PMnn` are the order types of SAP's maintenance module as mining companies set them up: 01 and 06 work on a fault, 02
 * planned, 04 capital work, 05 fitting of wear parts, 13 repair of an exchanged component. Every company may have
 * changed them, which is why a person confirms.
 */
const categories: Meanings<OrderCategory> = [
  ['CORRECTIVE', /^pm ?0?(1|3|6)$/],
  ['PREVENTIVE', /^pm ?0?2$/],
  ['MODIFICATION', /^pm ?(0?4|13)$/],
  ['INSTALLATION', /^pm ?0?5$/],
  ['CORRECTIVE', /no program|no planific|imprevist|unplanned|unscheduled/],
  ['PREDICTIVE', /predict|condicion|condition|cbm/],
  ['PREVENTIVE', /prev|program|planned|planific|scheduled|pauta|service|servicio|lubric/],
  ['EMERGENCY', /emerg|urgen/],
  ['INSPECTION', /inspec|revision|check|control/],
  ['CALIBRATION', /calib|ajust/],
  ['INSTALLATION', /instal|montaje|habilit/],
  ['MODIFICATION', /modif|mejora|upgrade|overhaul|proyecto|project|capital/],
  ['CORRECTIVE', /corr|repar|repair|falla|fault|fail|aver|breakdown|reactiv/],
]

const statuses: Meanings<WorkOrderStatus> = [
  ['CANCELLED', /cancel|anul|rechaz|reject|delet|void/],
  ['CLOSED', /clos|cerrad|cierre|teco|clsd|archiv|historic/],
  ['COMPLETED', /complet|termin|finish|final|done|ejecutad|realizad|resuelt|hech|cnf/],
  ['ON_HOLD', /hold|esper|wait|paus|deten|suspend|repuesto/],
  ['IN_PROGRESS', /progres|proceso|curso|ejecucion|started|iniciad|trabaj|^rel/],
  ['PENDING', /pend|open|abiert|new|nuev|cread|crtd|por hacer|planific|program/],
]

const urgencies: Meanings<Priority> = [
  ['URGENT', /urg|emerg|critic|inmedia|muy alta|very high|^(p ?)?[01]$|highest/],
  ['HIGH', /alt|high|^(p ?)?2$/],
  ['MEDIUM', /med|normal|^(p ?)?3$/],
  ['LOW', /baj|low|^(p ?)?[45]$/],
]

const importance: Meanings<Criticality> = [
  ['HIGH', /alt|high|critic|^a$|^[1]$/],
  ['MEDIUM', /med|normal|^b$|^2$/],
  ['LOW', /baj|low|^c$|^3$/],
]

const meters: Meanings<MeterKind> = [
  ['HOURS', /hor|hour|^h$|^hrs?$|smu/],
  ['KM', /km|kilom|odom|recorr/],
]

function meaning<Code extends string>(text: string, codes: readonly Code[], meanings: Meanings<Code>): Code | null {
  const plain = plainText(text)
  const same = codes.find((code) => code === text.trim() || plainText(code.toLowerCase()) === plain)
  return same ?? meanings.find(([, form]) => form.test(plain))?.[0] ?? null
}

/** What a company's own word for a kind of order, a state, a priority … probably means; `null` when it says nothing. */
export const proposeCategory = (text: string) => meaning(text, orderCategories, categories)
export const proposeStatus = (text: string) => meaning(text, workOrderStatuses, statuses)
export const proposePriority = (text: string) => meaning(text, priorities, urgencies)
export const proposeCriticality = (text: string) => meaning(text, criticalities, importance)
export const proposeMeter = (text: string) => meaning(text, meterKinds, meters)

/** The system with this code or name, in Spanish or English. */
export function systemNamed(text: string): SystemCode | null {
  const plain = plainText(text)
  return (
    systemCodes.find((code) =>
      [code.toLowerCase(), systemNames[code].es, systemNames[code].en].some((name) => plainText(name) === plain),
    ) ?? null
  )
}
