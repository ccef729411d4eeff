/** Refusals of plans, inspections and fault reports; part of the catalogue in `errors.ts`. */
export const maintenanceErrors = {
  'plan.orderOpen': {
    status: 409,
    es: 'La orden {number} del plan sigue abierta para la unidad.',
    en: 'Order {number} of the plan is still open for the unit.',
  },
  'plan.paused': { status: 409, es: 'El plan está en pausa.', en: 'The plan is paused.' },
  'plan.notPaused': { status: 409, es: 'El plan no está en pausa.', en: 'The plan is not paused.' },
  'plan.nothingDue': {
    status: 409,
    es: 'El plan no tiene otro vencimiento para la unidad.',
    en: 'The plan has no further due date for the unit.',
  },
  'checklist.invalid': {
    status: 422,
    es: 'La pauta tiene puntos que corregir.',
    en: 'The checklist has points to correct.',
  },
  'checklist.predefined': {
    status: 409,
    es: 'Viene con Faena y es de solo lectura; haga una copia para cambiarla.',
    en: 'It comes with Faena and is read-only; make a copy to change it.',
  },
  'inspection.incomplete': {
    status: 422,
    es: 'Falta algo para enviar la inspección.',
    en: 'Something is missing to submit the inspection.',
  },
  'inspection.immutable': {
    status: 409,
    es: 'Una inspección enviada no cambia; corríjala con una versión nueva.',
    en: 'A submitted inspection does not change; correct it by a new version.',
  },
  'inspection.alreadyCorrected': {
    status: 409,
    es: 'Ya fue corregida por {number}; corrija esa versión.',
    en: 'It was corrected by {number} already; correct that version.',
  },
  'faultRequest.unitFull': {
    status: 409,
    es: 'Esta unidad ya tiene {count} reportes sin revisar; el equipo de mantención los verá pronto.',
    en: 'This unit has {count} reports waiting already; the maintenance team will see them soon.',
  },
  'faultRequest.unitTooOften': {
    status: 429,
    es: 'Esta unidad recibió {count} reportes en la última hora; intente más tarde.',
    en: 'This unit received {count} reports within the last hour; try again later.',
  },
  'faultRequest.triaged': {
    status: 409,
    es: 'Esta solicitud ya fue resuelta.',
    en: 'This request has been decided already.',
  },
  'faultRequest.filesFixed': {
    status: 409,
    es: 'Las fotos de un reporte no cambian.',
    en: 'The photos of a report do not change.',
  },
} as const
