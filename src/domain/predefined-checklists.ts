import type { PredefinedTypeCode } from './asset-type.ts'
import type { ChecklistContent, Point, Section } from './checklist.ts'

export type PredefinedChecklist = {
  readonly code: string
  readonly assetType: PredefinedTypeCode
  readonly es: string
  readonly en: string
  readonly content: ChecklistContent
}

const asked =
  (critical: boolean) =>
  (id: string, es: string, en: string): Point => ({
    id,
    kind: 'YES_NO_NA',
    es,
    en,
    critical,
    required: true,
    unit: null,
    min: null,
    max: null,
    shownIf: null,
  })
const point = asked(false)
const critical = asked(true)

/** Points are named within their section: `engine.oil-level`. */
const section = (id: string, es: string, en: string, points: readonly Point[]): Section => ({
  id,
  es,
  en,
  points: points.map((each) => ({ ...each, id: `${id}.${each.id}` })),
})

const operator = section('operator', 'Operador', 'Operator', [
  critical('rested', '¿Descansó lo suficiente para conducir u operar?', 'Are you rested enough to drive or operate?'),
  critical('fit', '¿Se encuentra en buenas condiciones físicas?', 'Are you physically fit for the task?'),
  point(
    'responsible',
    '¿Conoce su responsabilidad sobre el equipo?',
    'Are you aware of your responsibility for the unit?',
  ),
  critical('municipal-licence', '¿Su licencia municipal está vigente?', 'Is your municipal licence valid?'),
  critical('internal-licence', '¿Su licencia interna de faena está vigente?', 'Is your site-internal licence valid?'),
])

const engineOil = point('oil-level', '¿Nivel de aceite de motor correcto?', 'Is the engine oil level right?')
const coolant = point('coolant', '¿Nivel de refrigerante correcto?', 'Is the coolant level right?')
const hydraulicOil = point(
  'hydraulic-oil',
  '¿Nivel de aceite hidráulico correcto?',
  'Is the hydraulic oil level right?',
)
const noLeaks = critical(
  'leaks',
  '¿Sin fugas de aceite, combustible ni refrigerante?',
  'Free of oil, fuel and coolant leaks?',
)
const fuel = point('fuel-level', '¿Combustible suficiente para el turno?', 'Enough fuel for the shift?')

const brakes = section('brakes', 'Frenos', 'Brakes', [
  critical('service', '¿El freno de servicio funciona bien?', 'Does the service brake work well?'),
  critical('parking', '¿El freno de estacionamiento retiene el equipo?', 'Does the parking brake hold the unit?'),
])

const pressure = point('pressure', '¿Presión de neumáticos correcta?', 'Is the tyre pressure right?')
const frontLights = point('front-lights', '¿Luces delanteras funcionan?', 'Do the front lights work?')
const rearLights = point('rear-lights', '¿Luces traseras funcionan?', 'Do the rear lights work?')
const emergencyLights = point('emergency-lights', '¿Luces de emergencia funcionan?', 'Do the emergency lights work?')
const horn = point('horn', '¿La bocina funciona?', 'Does the horn work?')
const electrical = section('electrical', 'Sistema eléctrico', 'Electrical system', [
  frontLights,
  rearLights,
  emergencyLights,
  horn,
])

const seatBelt = critical('seat-belt', '¿Cinturón de seguridad en buen estado?', 'Is the seat belt in good condition?')
const mirrors = point('mirrors', '¿Espejos limpios y en buen estado?', 'Are the mirrors clean and sound?')
const controls = critical(
  'controls',
  '¿Los mandos de operación responden bien?',
  'Do the operating controls respond well?',
)
const windows = point('windows', '¿Vidrios limpios y sin daños?', 'Are the windows clean and undamaged?')
const wipers = point('wipers', '¿Los limpiaparabrisas funcionan?', 'Do the wipers work?')

const bucket = point(
  'bucket',
  '¿Balde sin grietas ni desgaste excesivo?',
  'Is the bucket free of cracks and excessive wear?',
)
const cylinders = point(
  'cylinders',
  '¿Cilindros hidráulicos sin fugas ni golpes?',
  'Are the hydraulic cylinders free of leaks and dents?',
)
const hoses = critical(
  'hydraulic-hoses',
  '¿Mangueras hidráulicas en buen estado?',
  'Are the hydraulic hoses in good condition?',
)
const liftArms = point(
  'lift-arms',
  '¿Brazos de levante sin grietas ni juego?',
  'Are the lift arms free of cracks and play?',
)

const extinguisher = critical(
  'extinguisher',
  '¿Extintor cargado y vigente?',
  'Is the fire extinguisher charged and in date?',
)
const firstAid = point('first-aid', '¿Botiquín completo?', 'Is the first-aid kit complete?')
const beacon = point('beacon', '¿La baliza funciona?', 'Does the beacon work?')
const machineSafety = section('safety', 'Seguridad', 'Safety', [extinguisher, firstAid, beacon])

const tyresAndTracks = section('tyres', 'Neumáticos y orugas', 'Tyres and tracks', [
  pressure,
  critical('condition', '¿Neumáticos u orugas en buen estado?', 'Are the tyres or tracks in good condition?'),
])

const loaderHydraulics = section('engine', 'Motor e hidráulica', 'Engine and hydraulics', [
  engineOil,
  coolant,
  hydraulicOil,
  fuel,
  noLeaks,
])

const supersucker: ChecklistContent = {
  sections: [
    section('engine', 'Motor', 'Engine', [
      engineOil,
      point('oil-leaks', '¿Sin fugas de aceite?', 'Free of oil leaks?'),
      coolant,
    ]),
    section('vacuum', 'Sistema de vacío', 'Vacuum system', [
      point('system', '¿El sistema de vacío funciona bien?', 'Does the vacuum system work well?'),
      point('hoses', '¿Mangueras de succión en buen estado?', 'Are the suction hoses in good condition?'),
    ]),
    section('tank', 'Tanque', 'Tank', [critical('leaks', '¿Tanque sin fugas?', 'Is the tank free of leaks?')]),
    brakes,
    section('tyres', 'Neumáticos', 'Tyres', [
      pressure,
      critical('condition', '¿Neumáticos en buen estado?', 'Are the tyres in good condition?'),
    ]),
    section('lights', 'Luces y señalización', 'Lights and signals', [frontLights, rearLights, emergencyLights]),
    section('safety', 'Seguridad', 'Safety', [extinguisher, firstAid]),
  ],
}

const pickup: ChecklistContent = {
  sections: [
    operator,
    section('requirements', 'Requisitos', 'Requirements', [
      critical('circulation-permit', '¿Permiso de circulación vigente?', 'Is the circulation permit valid?'),
      critical('technical-review', '¿Revisión técnica vigente?', 'Is the technical inspection certificate valid?'),
      critical('insurance', '¿Seguro obligatorio vigente?', 'Is the compulsory insurance valid?'),
      critical('seat-belts', '¿Cinturones de seguridad en buen estado?', 'Are the seat belts in good condition?'),
      critical('mirrors', '¿Espejos limpios y en buen estado?', 'Are the mirrors clean and sound?'),
      critical('brakes', '¿Frenos y freno de mano funcionan bien?', 'Do the brakes and the hand brake work well?'),
      critical(
        'tyres',
        '¿Neumáticos en buen estado, con dos repuestos?',
        'Are the tyres in good condition, with two spares?',
      ),
      critical(
        'lights',
        '¿Luces altas, bajas, de freno, viraje y retroceso funcionan?',
        'Do high, low, brake, turn and reverse lights work?',
      ),
      point('windows', '¿Vidrios y parabrisas limpios?', 'Are the windows and the windscreen clean?'),
      point('jack', '¿Lleva gata y llave de ruedas?', 'Are the jack and the wheel wrench on board?'),
    ]),
    section('complementary', 'Condiciones complementarias', 'Complementary conditions', [
      point('beacon', '¿Baliza y pértiga en buen estado?', 'Are the beacon and the whip in good condition?'),
      point('radio', '¿La radio base funciona en todos los canales?', 'Does the base radio work on every channel?'),
      wipers,
      horn,
      point('order', '¿Cabina y pick-up ordenados y limpios?', 'Are the cab and the pickup box tidy and clean?'),
      point(
        'bodywork',
        '¿Carrocería, parachoques y portalón sin daños?',
        'Are bodywork, bumpers and tailgate undamaged?',
      ),
      point('winter-seal', '¿Tiene el sello de operación invernal?', 'Does it carry the winter-operation seal?'),
      point('chocks', '¿Lleva dos cuñas?', 'Are two wheel chocks on board?'),
      point('climate', '¿Aire acondicionado y calefacción funcionan?', 'Do air conditioning and heating work?'),
    ]),
  ],
}

const backhoe: ChecklistContent = {
  sections: [
    operator,
    section('engine', 'Motor e hidráulica', 'Engine and hydraulics', [engineOil, coolant, hydraulicOil, noLeaks]),
    brakes,
    tyresAndTracks,
    electrical,
    section('cab', 'Cabina', 'Cab', [seatBelt, mirrors, controls, windows]),
    section('implements', 'Implementos', 'Implements', [
      point('digging-arm', '¿Brazo excavador sin grietas ni juego?', 'Is the digging arm free of cracks and play?'),
      bucket,
      cylinders,
      hoses,
    ]),
    machineSafety,
  ],
}

const wheelLoader: ChecklistContent = {
  sections: [
    operator,
    loaderHydraulics,
    brakes,
    tyresAndTracks,
    electrical,
    section('cab', 'Cabina', 'Cab', [seatBelt, mirrors, controls, windows, wipers]),
    section('implements', 'Implementos', 'Implements', [bucket, cylinders, hoses, liftArms]),
    machineSafety,
  ],
}

const skidSteer: ChecklistContent = {
  sections: [
    operator,
    loaderHydraulics,
    brakes,
    section('tyres', 'Neumáticos u orugas', 'Tyres or tracks', [
      point('pressure', '¿Presión correcta, si usa neumáticos?', 'Is the pressure right, if it has tyres?'),
      critical('condition', '¿Neumáticos u orugas en buen estado?', 'Are the tyres or tracks in good condition?'),
    ]),
    electrical,
    section('cab', 'Cabina', 'Cab', [
      seatBelt,
      critical('rops-bar', '¿Barra de protección ROPS en buen estado y abajo?', 'Is the ROPS bar sound and lowered?'),
      controls,
      windows,
    ]),
    section('implements', 'Implementos', 'Implements', [
      bucket,
      cylinders,
      hoses,
      liftArms,
      critical('quick-coupler', '¿Acople rápido bien trabado?', 'Is the quick coupler firmly locked?'),
    ]),
    machineSafety,
  ],
}

/** The five checklists every installation starts with, one for each predefined type of unit. */
export const predefinedChecklists: readonly PredefinedChecklist[] = [
  {
    code: 'SUPERSUCKER-CH01',
    assetType: 'SUPERSUCKER',
    es: 'Inspección de camión Supersucker',
    en: 'Supersucker truck inspection',
    content: supersucker,
  },
  {
    code: 'F-PR-020-CH01',
    assetType: 'PICKUP',
    es: 'Inspección de camioneta MDO',
    en: 'MDO pickup inspection',
    content: pickup,
  },
  {
    code: 'F-PR-034-CH01',
    assetType: 'BACKHOE',
    es: 'Inspección de retroexcavadora MDO',
    en: 'MDO backhoe loader inspection',
    content: backhoe,
  },
  {
    code: 'F-PR-037-CH01',
    assetType: 'WHEEL_LOADER',
    es: 'Inspección de cargador frontal MDO',
    en: 'MDO wheel loader inspection',
    content: wheelLoader,
  },
  {
    code: 'F-PR-040-CH01',
    assetType: 'SKID_STEER',
    es: 'Inspección de minicargador MDO',
    en: 'MDO skid-steer inspection',
    content: skidSteer,
  },
]
