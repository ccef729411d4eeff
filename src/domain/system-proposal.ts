import type { SystemCode } from './system.ts'

/**
 * Words of the workshop, Spanish and English, in the order in which they decide: a grease line on a bucket is
 * lubrication, a bucket cylinder's hose is hydraulics, and only a bucket by itself is the implement. `*` ends a stem,
 * ` + ` asks for both sides anywhere in the text.
 */
const rules: readonly (readonly [SystemCode, ...string[]])[] = [
  ['FIRE_SUPPRESSION', 'fire|suppres*|surpres*|supresion|incendio*|ansul|chubb|extint*|extinguisher*'],
  [
    'VACUUM',
    'vacio|vacuum pump|vacuum system|vacuum hose*|soplador|manguera de succion|ducto de succion|ciclon*',
    'boquilla de succion|supersucker',
  ],
  [
    'AIR_CONDITIONING',
    'a/c|a/cs|ac unit|ac + hot|ac + cooling|air cond*|a/cond*|aircon*|air con|air cons|air/con*',
    'aire acondicionado|climatiz*|calefac*|heater*|demist*|pressuris*|presuriz*|evaporador|evaporator',
    'condensador|condenser|gas recovery|need* gas|not cooling|blowing hot|air hot|driers|drier|air leak',
    'air vents|compressor + seized|compresor de aire acondicionado|aire + enfria|aire + no enfria',
  ],
  [
    'STARTING',
    'jump*|starter*|partida|motor de arranque|burro de arranque|batter*|bateria*|alternador|alternator*',
    'flat battery',
  ],
  [
    'HYDRAULICS',
    'hyd*|hidraul*|pto|ptos|p t o|pump box|pump gear*|gearbox pump|gear pump|contamin*|propel + hose*',
    'travel + hose*|propel + seal|tramming + hose*|travel + leak*|propel + leak*|propel + o ring',
    'travel + o ring|swing + hose*|servo + hose*|servo + pump|slew + hose*|slew + o ring|slew + o/ring',
    'slew + pump*|slew + filter*|track adj*|track tension*|crack* + pipe*|crack* + line|crack* + tube',
    'pump + sensor|pump + alarm',
  ],
  ['LUBRICATION', 'greas*|lube*|lubric*|engras*|grasa|grasera*|graseras|gease'],
  ['STARTING', 'prelube + start*'],
  [
    'IMPLEMENT',
    'tooth|teeth|tip|tips|lip|lips|shroud*|lipshroud|adaptor*|adapter*|wear plate*|wear + pin*|wear + wall',
    'wear + package|gum guard*|gum protector|wing*|get|tipping link|lip + bolt*|diente*|entrediente*|cuchillo*',
    'cantonera*|portadiente*|clam + pin',
  ],
  [
    'HYDRAULICS',
    'bucket* + hose*|bucket* + seal*|bucket* + o ring|bucket* + pipe*|bucket* + crowd|bucket* + slow',
    'bucket* + ram|bucket* + leak*|bucket* + oil|bucket* + function*|balde* + flexible*|balde* + fuga*',
    'balde* + lento',
  ],
  ['IMPLEMENT', 'bucket*|bkt|balde*|cucharon*|aguilon|acople rapido|quick coupler*|quick hitch|horquilla*'],
  [
    'STRUCTURE',
    'access*|stair*|step|steps|handrail*|hand rail*|h/rail|rail|rails|ladder*|walkway*|walk way*|deck|chassis',
    'chasis|bastidor|carbody|car body|counterweight|pisadera*|escalera*|pasamano*|baranda*|slew + brake*',
    'swing + brake*|slew + gear*|slew + box*|slew + ring|slew + rotor|slew + bearing|boom + shim*',
    'boom + crack*|boom + bolt*|stick + crack*|stick arm|stick assembly|boom pin*|boom + slop|engine bay door*',
    'mounts',
  ],
  ['HYDRAULICS', 'crack* + fitting|crack* + filter|cyl*|cilindro*|slew*|swing*|fan pump*|pump + filter'],
  [
    'TYRES_TRACKS',
    'neumatic*|llanta*|pinchazo|pinchad*|tyre*|tire|tires|rueda*|oruga*|track|tracks|roller*|idler*',
    'final drive*|propel*|travel*|tram|tramming|walk|walking|sprocket*|undercarriage|rodillo*|mando final',
    'mandos finales',
  ],
  ['STEERING', 'steering|direccion'],
  ['LIGHTS', 'luz|luces|foco|focos|ampolleta*'],
  ['BRAKES', 'freno*|frena|pastilla*|balata*|brake*'],
  [
    'SUSPENSION',
    'amortiguador*|paquete de resorte*|ballesta*|hoja maestra|shock absorber*|suspension delantera',
    'suspension trasera',
  ],
  [
    'TRANSMISSION',
    'transmision|transmission|caja de cambio*|embrague|clutch|cardan*|diferencial*|toma de fuerza|convertidor',
  ],
  [
    'COOLING',
    'radiator*|radiador*|coolant*|refrigerante|refrigeracion|header tank*|header hose*|overheat*|over heat*',
    'sobrecalent*|recalent*|thermostat*|termostato*|bomba de agua|water leak*|murphy*|correa de ventilador',
    'cooling|mirilla de agua',
  ],
  [
    'INTAKE_EXHAUST',
    'exhaust*|turbo*|muffler*|air clean*|aircleaner*|air filter*|intake*|induction|escape|silenciador',
    'filtro* de aire|admision|multiple',
  ],
  ['FUEL', 'fuel*|injector*|inyector*|combustible|petroleo|diesel|bomba de inyeccion|trampa de agua'],
  [
    'CAB',
    'cab|cabin*|cabina|seat*|asiento*|butaca|window*|windscreen*|windshield|glass|door*|latch|wiper*|puerta*',
    'ventana*|vidrio*|parabrisas|limpiaparabrisas|plumilla*|espejo*|cinturon*|mirror*|seatbelt*|sunblind',
    'vacuum cleaner|vacum cleaner|vaccum cleaner|air horn*|floor mat|chapa|console|instrument tower',
  ],
  [
    'ELECTRICAL',
    'engine* + sensor*|engine* + sender*|engine* + relay|engine* + timer|engine* + gauge|engine* + temp',
    'eng + sensor*|eng + sender*|eng + temp|eng + relay|eng + timer|engine room light*|servo light',
    'warning light*|servo lamp|engine + fuse',
  ],
  [
    'LIGHTS',
    'light|lights|lighting|worklight*|lts|bulb*|globe*|lamp*|fluro*|fluoro*|luz|luces|foco*|ampolleta*|baliza*',
    'intermitentes|faro*',
  ],
  [
    'ENGINE',
    'engine*|eng|motor diesel|motor + aceite|motor + partir|motor + humo|motor + potencia|culata|correa*|start',
    'wont start|no parte|no arranca|humo|smoke|belt*|after cooler*|aftercooler*|dipstick*|dip stick|dipsticks',
    'centrif*|timing cover|rocker|sump|low power|oil burn*|throttle|idle|engine* shut*|burn hose*|oil filters',
  ],
  [
    'ELECTRICAL',
    'electri*|elect|two way*|2 way*|twoway*|t/way|two/way|radio*|horn*|bocina*|camera*|cameras|camara*|sensor*',
    'switch*|wiring|wireing|harness|cable*|alarm*|fuse*|fusible*|rele|relay|solenoid*|corto|cortocircuito|gps',
    'tablero|display|monitor*|bcs|cms|plc|card|estop*|e stop*|emergency stop*|emergency shut*|pull cord|temp',
    'charging|voltage|antenna|isolator|tacho|no power|vdo|error|comms',
  ],
  ['CONTROLS', 'joystick*|joy stick*|lever*|mando*|palanca*|pedal*'],
  [
    'HYDRAULICS',
    'hose*|flexible*|manguera*|ram|rams|boom*|stick*|clam|crowd|servo*|pump*|bomba*|mainpump|valve*|valvula*',
    'o ring*|oring*|pipe*|reseal*|re seal*|sello*|seal|seals|oil leak*|leaking oil|fuga de aceite|fuga aceite',
    'stauff*|fan motor*|main pump*|pilot*|accumulator*|acumulador*|oil cooler*|cooler fan|p1|p2|p3|p4',
    'test point|test fitting*|logic block|hp block|chip indicator*|85/140|brazo*',
  ],
  ['STRUCTURE', 'crack*|weld*|fisura*|soldadura|soldar|trizad*|estructura*|bracket*|guard*|handle*|perno*|bolt*'],
  ['ENGINE', 'motor|aceite'],
]

const stems = (words: readonly string[]) =>
  new RegExp(
    `(?<![a-z0-9])(?:${words.map((word) => word.replaceAll('/', '\\/').replaceAll('*', '[a-z]*')).join('|')})(?![a-z0-9])`,
  )

type Rule = {
  readonly system: SystemCode
  readonly any: RegExp | null
  readonly both: readonly (readonly [RegExp, RegExp])[]
}

const compiled: readonly Rule[] = rules.map(([system, ...lines]) => {
  const alternatives = lines.flatMap((line) => line.split('|'))
  const single = alternatives.filter((word) => !word.includes(' + '))
  return {
    system,
    any: single.length > 0 ? stems(single) : null,
    both: alternatives
      .filter((word) => word.includes(' + '))
      .map((word) => word.split(' + ').map((part) => stems([part])) as [RegExp, RegExp]),
  }
})

/** Lower case without accents or apostrophes; what separates words becomes one space, except `/` as in `a/c`. */
function normalise(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9/]+/g, ' ')
    .replace(/ ?\/ ?/g, '/')
}

/**
 * The system a free text speaks of, in Spanish or English, or `null` when no word of it says so: a proposal for a person to
 * confirm. Against 4,943 labelled orders of mining excavators it speaks for 97 % and agrees with 76 % of their labels, 81 %
 * when the engine's own systems count as one; the rest is mostly labels that differ for the same words.
 */
export function proposeSystem(text: string): SystemCode | null {
  const words = normalise(text)
  for (const { system, any, both } of compiled) {
    if (any?.test(words) || both.some(([a, b]) => a.test(words) && b.test(words))) return system
  }
  return null
}
