import { type PredefinedTypeCode, predefinedTypeCodes } from './asset-type.ts'

/** Codes in the manner of ISO 14224: how it failed (annex B.2.6), why (B.2.3) and what was done (B.2.5). */
type FailureCode = { readonly code: string; readonly es: string; readonly en: string }
export type FailureCatalogue = {
  readonly modes: readonly FailureCode[]
  readonly causes: readonly FailureCode[]
  readonly actions: readonly FailureCode[]
}

/** A list longer than this is no longer read on a phone. */
export const longestCodeList = 12

const code = (code: string, es: string, en: string): FailureCode => ({ code, es, en })

const failsToStart = code('FTS', 'No parte', 'Fails to start')
const stopsByItself = code('UST', 'Se detiene en marcha', 'Stops while running')
const lowOutput = code('LOO', 'Pérdida de potencia', 'Low power')
const overheats = code('OHE', 'Sobrecalentamiento', 'Overheating')
const leaksHydraulic = code('ELH', 'Fuga de aceite hidráulico', 'Hydraulic oil leak')
const leaksFluid = code('ELU', 'Fuga de aceite, combustible o refrigerante', 'Oil, fuel or coolant leak')
const brakes = code('BRK', 'Freno deficiente', 'Poor braking')
const tyre = code('TYR', 'Neumático dañado o sin presión', 'Tyre damaged or flat')
const electrical = code('ELE', 'Falla eléctrica o de luces', 'Electrical or lighting fault')
const structural = code('STD', 'Daño estructural o fisura', 'Structural damage or crack')
const noiseVibration = code('NOI', 'Ruido o vibración', 'Noise or vibration')
const other = code('OTH', 'Otro', 'Other')
const slowMovement = code('ERO', 'Movimiento lento o errático', 'Slow or erratic movement')
const shifting = code('TRM', 'No engancha cambios o patina', 'Does not engage gear or slips')
const implementWear = code('WRI', 'Balde o dientes gastados o rotos', 'Bucket or teeth worn or broken')
const loosePins = code('BSH', 'Juego en pasadores o bujes', 'Play in pins or bushes')

const causes: readonly FailureCode[] = [
  code('WEA', 'Desgaste normal', 'Normal wear'),
  code('FAT', 'Fatiga de material', 'Material fatigue'),
  code('COR', 'Corrosión', 'Corrosion'),
  code('CON', 'Contaminación (polvo, agua)', 'Contamination (dust, water)'),
  code('LUB', 'Falta de lubricación', 'Lack of lubrication'),
  code('LOO', 'Suelto o mal apretado', 'Loose or badly tightened'),
  code('OPE', 'Error de operación o sobrecarga', 'Operating error or overload'),
  code('MAI', 'Mantención deficiente', 'Poor maintenance'),
  code('INS', 'Instalación o armado', 'Installation or assembly'),
  code('MAT', 'Repuesto defectuoso', 'Defective part'),
  code('EXT', 'Golpe o causa externa', 'Impact or external cause'),
  code('UNK', 'No se pudo determinar', 'Could not be determined'),
]

const actions: readonly FailureCode[] = [
  code('REP', 'Reemplazo', 'Replace'),
  code('RPR', 'Reparación', 'Repair'),
  code('ADJ', 'Ajuste o reapriete', 'Adjust or tighten'),
  code('CLN', 'Limpieza o destape', 'Clean or unblock'),
  code('LUB', 'Lubricación o relleno', 'Lubricate or top up'),
  code('WLD', 'Soldadura', 'Weld'),
  code('OVH', 'Overhaul', 'Overhaul'),
  code('MOD', 'Modificación', 'Modify'),
  code('INS', 'Inspección, sin intervención', 'Inspection only'),
  code('CAL', 'Calibración o programación', 'Calibrate or program'),
  code('TMP', 'Reparación provisoria', 'Temporary repair'),
  code('OTH', 'Otra', 'Other'),
]

const modesByType: Readonly<Record<PredefinedTypeCode, readonly FailureCode[]>> = {
  SUPERSUCKER: [
    code('LVA', 'Bajo vacío', 'Low vacuum'),
    code('PLU', 'Ducto o manguera de succión obstruido', 'Suction duct or hose blocked'),
    code('FLT', 'Filtros o ciclón saturados', 'Filters or cyclone saturated'),
    failsToStart,
    stopsByItself,
    overheats,
    leaksHydraulic,
    leaksFluid,
    brakes,
    tyre,
    electrical,
    other,
  ],
  PICKUP: [
    failsToStart,
    stopsByItself,
    lowOutput,
    overheats,
    leaksFluid,
    brakes,
    tyre,
    code('STE', 'Dirección o suspensión con juego', 'Play in steering or suspension'),
    shifting,
    electrical,
    noiseVibration,
    other,
  ],
  BACKHOE: [
    leaksHydraulic,
    slowMovement,
    implementWear,
    loosePins,
    failsToStart,
    stopsByItself,
    overheats,
    leaksFluid,
    brakes,
    tyre,
    electrical,
    other,
  ],
  WHEEL_LOADER: [
    leaksHydraulic,
    slowMovement,
    implementWear,
    shifting,
    failsToStart,
    lowOutput,
    overheats,
    leaksFluid,
    brakes,
    tyre,
    electrical,
    other,
  ],
  SKID_STEER: [
    leaksHydraulic,
    slowMovement,
    code('TRD', 'No avanza o se carga a un lado', 'Does not drive or pulls to one side'),
    code('TRK', 'Oruga o neumático dañado', 'Track or tyre damaged'),
    code('QCP', 'Acople rápido no traba', 'Quick coupler does not lock'),
    failsToStart,
    stopsByItself,
    overheats,
    leaksFluid,
    structural,
    electrical,
    other,
  ],
}

/** For types an administrator adds, until the company writes its own. */
const genericModes: readonly FailureCode[] = [
  failsToStart,
  stopsByItself,
  lowOutput,
  slowMovement,
  overheats,
  leaksHydraulic,
  leaksFluid,
  brakes,
  electrical,
  noiseVibration,
  structural,
  other,
]

function isPredefined(typeCode: string): typeCode is PredefinedTypeCode {
  return (predefinedTypeCodes as readonly string[]).includes(typeCode)
}

/** The lists a mechanic chooses from for a unit of this type: three taps, mode, cause, action. */
export function failureCatalogue(typeCode: string): FailureCatalogue {
  return { modes: isPredefined(typeCode) ? modesByType[typeCode] : genericModes, causes, actions }
}
