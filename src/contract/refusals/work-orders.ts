/** Refusals of orders and of the units they are for; part of the catalogue in `errors.ts`. */
export const workOrdersErrors = {
  'meter.laterReadings': {
    status: 409,
    es: 'Hay lecturas posteriores que dependen de ese cambio de medidor; anule primero esas.',
    en: 'Later readings depend on that meter replacement; void those first.',
  },
  'workOrder.transitionNotAllowed': {
    status: 409,
    es: 'La orden está {from}: desde ahí no puede pasar a {to}.',
    en: 'The order is {from}: from there it cannot become {to}.',
  },
  'workOrder.awaitsApproval': {
    status: 409,
    es: 'La orden espera aprobación; no puede comenzar antes.',
    en: 'The order awaits approval and cannot start before.',
  },
  'workOrder.nothingToApprove': {
    status: 409,
    es: 'La orden no espera aprobación.',
    en: 'The order does not await approval.',
  },
  'workOrder.notAssigned': {
    status: 409,
    es: 'La orden no está asignada a usted.',
    en: 'The order is not assigned to you.',
  },
  'workOrder.notInProgress': {
    status: 409,
    es: 'El trabajo de la orden no está en curso.',
    en: 'Work on the order is not in progress.',
  },
  'workOrder.costFrozen': {
    status: 409,
    es: 'El costo quedó fijo al terminar la orden; reábrala para corregirlo.',
    en: 'The cost was frozen when the order was completed; reopen it to correct it.',
  },
  'workOrder.final': {
    status: 409,
    es: 'La orden está {status} y esto ya no se modifica.',
    en: 'The order is {status} and this can no longer be changed.',
  },
  'workOrder.planHasOther': {
    status: 409,
    es: 'El plan ya abrió la orden {number} para la unidad: cancele esa primero.',
    en: 'The plan has already opened order {number} for the unit: cancel that one first.',
  },
  'workOrder.incomplete': {
    status: 422,
    es: 'Falta algo para terminar la orden.',
    en: 'Something is missing to complete the order.',
  },
  'workOrder.bulkRefused': {
    status: 409,
    es: 'No se cambió ninguna orden: {count} no lo permiten.',
    en: 'No order was changed: {count} of them do not allow it.',
  },
  'labour.timerRunning': {
    status: 409,
    es: 'Su tiempo ya corre en {number}; deténgalo primero.',
    en: 'Your timer is already running on {number}; stop it first.',
  },
  'labour.timerNotRunning': { status: 409, es: 'Ese tiempo ya se detuvo.', en: 'That timer has already stopped.' },
  'labour.stopFirst': {
    status: 409,
    es: 'Ese tiempo todavía corre; deténgalo primero.',
    en: 'That timer is still running; stop it first.',
  },
  'labour.timerTooLong': {
    status: 409,
    es: 'Un tiempo de la orden corre hace más de {maximumHours} h; indique cuándo terminó.',
    en: 'A timer of the order has been running for more than {maximumHours} h; say when the work ended.',
  },
  'failureCode.listFull': {
    status: 409,
    es: 'La lista ya tiene {count} códigos: archive uno primero.',
    en: 'The list already has {count} codes: archive one first.',
  },
  'document.notCurrent': {
    status: 409,
    es: 'Ese documento ya se renovó o se anuló.',
    en: 'That document was renewed or voided already.',
  },
  'assignment.notReady': {
    status: 422,
    es: 'No está habilitado para este trabajo; un supervisor puede autorizarlo con un motivo.',
    en: 'Not ready for this work; a supervisor may allow it with a reason.',
  },
  'savedView.tooMany': {
    status: 409,
    es: 'Ya tiene {count} vistas guardadas: quite una primero.',
    en: 'You already have {count} saved views: remove one first.',
  },
} as const
