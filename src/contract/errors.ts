import { z } from 'zod'
import { importErrors } from './import-errors.ts'

export const locales = ['es-CL', 'en'] as const
export type Locale = (typeof locales)[number]

interface CatalogueEntry {
  status: number
  es: string
  en: string
}

/** Every refusal the API gives, by its stable code. `{name}` places are filled from the refusal's parameters. */
export const errorCatalogue = {
  'request.invalid': {
    status: 400,
    es: 'Hay datos que corregir en la solicitud.',
    en: 'Some of the data sent needs correcting.',
  },
  'request.malformed': { status: 400, es: 'La solicitud no se puede leer.', en: 'The request cannot be read.' },
  'request.badCursor': { status: 400, es: 'El cursor de la lista no es válido.', en: 'The list cursor is not valid.' },
  'request.notFound': { status: 404, es: 'No existe esa dirección.', en: 'There is nothing at that address.' },
  'request.methodNotAllowed': {
    status: 405,
    es: 'Ese método no está permitido aquí.',
    en: 'That method is not allowed here.',
  },
  'request.tooLarge': {
    status: 413,
    es: 'Lo enviado supera el tamaño permitido.',
    en: 'What was sent exceeds the allowed size.',
  },
  'request.unsupportedMediaType': {
    status: 415,
    es: 'Ese tipo de contenido no se acepta.',
    en: 'That content type is not accepted.',
  },
  'request.tooMany': {
    status: 429,
    es: 'Demasiadas solicitudes; espere {seconds} s.',
    en: 'Too many requests; wait {seconds} s.',
  },
  'request.hostNotAllowed': {
    status: 421,
    es: 'Este servidor no atiende ese nombre.',
    en: 'This server does not serve that host name.',
  },
  'idempotency.mismatch': {
    status: 422,
    es: 'La misma Idempotency-Key llegó antes con otros datos.',
    en: 'The same Idempotency-Key came before with other data.',
  },
  'record.notFound': { status: 404, es: 'No se encontró lo que busca.', en: 'What you are looking for was not found.' },
  'record.changed': {
    status: 412,
    es: 'Otra persona cambió este registro; revise la versión actual.',
    en: 'Somebody else changed this record; review the current version.',
  },
  'record.duplicate': {
    status: 409,
    es: 'Ya existe un registro con ese dato.',
    en: 'A record with that value exists already.',
  },
  'record.referenced': {
    status: 409,
    es: 'No se puede quitar: lo usan {count} registros ({where}).',
    en: 'It cannot be removed: {count} records use it ({where}).',
  },
  'backup.running': {
    status: 409,
    es: 'Ya se está haciendo un respaldo; espere a que termine.',
    en: 'A backup is being made already; wait for it to end.',
  },
  'job.running': {
    status: 409,
    es: 'Ya está corriendo o por correr; espere a que termine.',
    en: 'It is running already, or about to; wait for it to end.',
  },
  'notice.notCritical': {
    status: 409,
    es: 'Solo los avisos críticos se confirman.',
    en: 'Only critical notices are acknowledged.',
  },
  'push.notSetUp': {
    status: 409,
    es: 'Esta instalación no tiene avisos en el teléfono.',
    en: 'This installation has no notices on phones.',
  },
  'delivery.notFailed': {
    status: 409,
    es: 'Solo se reintenta lo que falló.',
    en: 'Only what failed can be sent again.',
  },
  'meter.laterReadings': {
    status: 409,
    es: 'Hay lecturas posteriores que dependen de ese cambio de medidor; anule primero esas.',
    en: 'Later readings depend on that meter replacement; void those first.',
  },
  'file.tooLarge': {
    status: 413,
    es: 'El archivo supera el máximo de {megabytes} MB.',
    en: 'The file exceeds the maximum of {megabytes} MB.',
  },
  'file.typeNotAccepted': {
    status: 415,
    es: 'Ese tipo de archivo no se acepta aquí; use {accepted}.',
    en: 'That type of file is not accepted here; use {accepted}.',
  },
  'file.unreadable': {
    status: 422,
    es: 'La imagen está dañada o incompleta.',
    en: 'The image is damaged or incomplete.',
  },
  'record.archived': { status: 409, es: 'El registro está archivado.', en: 'The record is archived.' },
  'auth.required': { status: 401, es: 'Inicie sesión.', en: 'Please sign in.' },
  'auth.invalidCredentials': { status: 401, es: 'Correo o clave incorrectos.', en: 'Wrong e-mail or password.' },
  'auth.totpRequired': {
    status: 401,
    es: 'Ingrese el código de su segundo factor.',
    en: 'Enter the code of your second factor.',
  },
  'auth.locked': {
    status: 429,
    es: 'Demasiados intentos; espere {seconds} s.',
    en: 'Too many attempts; wait {seconds} s.',
  },
  'auth.sessionExpired': { status: 401, es: 'Su sesión terminó.', en: 'Your session has ended.' },
  'auth.passwordChangeRequired': {
    status: 403,
    es: 'Primero debe cambiar su clave.',
    en: 'Change your password first.',
  },
  'auth.forbidden': { status: 403, es: 'No tiene permiso para esto.', en: 'You are not allowed to do this.' },
  'auth.originRefused': {
    status: 403,
    es: 'Esa página no puede usar esta sesión.',
    en: 'That page may not use this session.',
  },
  'auth.setupClosed': {
    status: 404,
    es: 'El enlace de instalación ya no sirve.',
    en: 'The set-up link no longer works.',
  },
  'auth.wrongPassword': {
    status: 422,
    es: 'La clave actual no es correcta.',
    en: 'The current password is not right.',
  },
  'auth.weakPassword': {
    status: 422,
    es: 'La clave nueva no cumple lo pedido.',
    en: 'The new password does not meet the rules.',
  },
  'auth.totpAlreadyOn': {
    status: 409,
    es: 'El segundo factor ya está activo.',
    en: 'The second factor is already on.',
  },
  'auth.totpNotStarted': {
    status: 409,
    es: 'Primero debe iniciar la activación del segundo factor.',
    en: 'Start setting up the second factor first.',
  },
  'auth.wrongCode': { status: 422, es: 'El código no es correcto.', en: 'The code is not right.' },
  'telegram.notSetUp': {
    status: 409,
    es: 'Esta instalación no tiene un bot de Telegram.',
    en: 'This installation has no Telegram bot.',
  },
  'telegram.wrongCode': {
    status: 422,
    es: 'Ese código no sirve o ya venció; pida otro en su perfil.',
    en: 'That code does not work or has expired; ask for another one in your profile.',
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
  'proposal.pending': {
    status: 409,
    es: 'El plan ya tiene una propuesta pendiente: decida esa primero.',
    en: 'The plan already has a pending proposal: decide that one first.',
  },
  'proposal.decided': {
    status: 409,
    es: 'La propuesta ya fue decidida.',
    en: 'The proposal has already been decided.',
  },
  'proposal.stale': {
    status: 409,
    es: 'El plan cambió desde que se hizo la propuesta: rechácela y proponga de nuevo.',
    en: 'The plan has changed since the proposal was made: reject it and propose again.',
  },
  'reliability.noOptimum': {
    status: 409,
    es: 'Las fallas registradas no muestran un intervalo que convenga.',
    en: 'The recorded failures show no interval that pays.',
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
  'masterData.predefined': {
    status: 409,
    es: 'Viene con Faena y no se elimina; puede archivarse.',
    en: 'It comes with Faena and cannot be deleted; it can be archived.',
  },
  'failureCode.listFull': {
    status: 409,
    es: 'La lista ya tiene {count} códigos: archive uno primero.',
    en: 'The list already has {count} codes: archive one first.',
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
  'prediction.trainingRunning': {
    status: 409,
    es: 'Ya hay un entrenamiento en curso.',
    en: 'A training is under way already.',
  },
  'prediction.notRunning': {
    status: 409,
    es: 'Ese entrenamiento ya terminó.',
    en: 'That training has ended already.',
  },
  'prediction.noModel': {
    status: 409,
    es: 'Todavía no hay un modelo con el que predecir; entrene uno primero.',
    en: 'There is no model to predict with yet; train one first.',
  },
  'prediction.orderOpen': {
    status: 409,
    es: 'Ya hay una orden predictiva abierta para eso: {number}.',
    en: 'There is an open predictive order for that already: {number}.',
  },
  'prediction.notSuggested': {
    status: 409,
    es: 'No hay ninguna sugerencia pendiente para eso.',
    en: 'No suggestion is waiting for that.',
  },
  'prediction.outcomeSettled': {
    status: 409,
    es: 'El resultado de esa alerta ya está anotado.',
    en: 'The outcome of that alert has been recorded already.',
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
  'savedReport.tooMany': {
    status: 409,
    es: 'Ya tiene {count} informes guardados: quite uno primero.',
    en: 'You already have {count} saved reports: remove one first.',
  },
  'savedView.tooMany': {
    status: 409,
    es: 'Ya tiene {count} vistas guardadas: quite una primero.',
    en: 'You already have {count} saved views: remove one first.',
  },
  'stock.short': {
    status: 409,
    es: 'No alcanza: hay {onHand}.',
    en: 'There is not enough: {onHand} on hand.',
  },
  'stock.reserved': {
    status: 409,
    es: 'Hay {onHand}, pero {reserved} están reservados para otras órdenes.',
    en: 'There are {onHand} on hand, but {reserved} are reserved for other orders.',
  },
  'stock.returnExceedsIssue': {
    status: 409,
    es: 'Solo se pueden devolver {issued}: es lo entregado a la orden.',
    en: 'Only {issued} can be returned: that is what the order was issued.',
  },
  'stock.nothingToAdjust': {
    status: 409,
    es: 'Lo contado es lo que ya figura; no hay nada que ajustar.',
    en: 'What was counted is what is on record; there is nothing to adjust.',
  },
  'stockCount.ended': {
    status: 409,
    es: 'El conteo está {status} y ya no se modifica.',
    en: 'The count is {status} and can no longer be changed.',
  },
  'stockCount.nothingCounted': {
    status: 409,
    es: 'Todavía no se ha contado nada.',
    en: 'Nothing has been counted yet.',
  },
  'purchase.notNow': {
    status: 409,
    es: 'La compra está {status}: eso no se puede hacer ahora.',
    en: 'The purchase is {status}: that cannot be done now.',
  },
  'purchase.overReceipt': {
    status: 422,
    es: 'Llegó más de lo pedido; revise las cantidades.',
    en: 'More arrived than was ordered; check the quantities.',
  },
  'person.lastAdministrator': {
    status: 409,
    es: 'Es el único administrador activo; nombre otro antes.',
    en: 'This is the only active administrator; appoint another one first.',
  },
  'person.ownAccount': {
    status: 409,
    es: 'Nadie cambia su propio rol ni desactiva su propia cuenta.',
    en: 'Nobody changes their own role or deactivates their own account.',
  },
  'person.deactivated': {
    status: 409,
    es: 'La cuenta está desactivada.',
    en: 'The account is deactivated.',
  },
  ...importErrors,
  'server.error': { status: 500, es: 'Algo falló de nuestro lado.', en: 'Something failed on our side.' },
  'server.unavailable': {
    status: 503,
    es: 'El servicio no está disponible ahora.',
    en: 'The service is not available right now.',
  },
} as const satisfies Record<string, CatalogueEntry>

export type ErrorCode = keyof typeof errorCatalogue

/** What is wrong with one field: its dotted path, a stable code and words in the caller's language. */
export const fieldError = z.object({ field: z.string(), code: z.string(), message: z.string() })
export type FieldError = z.infer<typeof fieldError>

/** RFC 9457 problem details; `instance` is the request id to quote to an administrator. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    instance: z.string(),
    errors: z.array(fieldError).optional(),
  })
  .meta({ id: 'Problem' })
export type ProblemDetails = z.infer<typeof problem>

/** Response schemas of the refusals a route can give. */
export function problems<S extends number>(...statuses: S[]): Record<S, typeof problem> {
  return Object.fromEntries(statuses.map((status) => [status, problem])) as Record<S, typeof problem>
}

/** Words for the reason of a refusal by field: `{field, code, params}` of domain rules become `fieldErrorWords[code]`. */
export const fieldErrorWords = {
  required: { es: 'Es obligatorio.', en: 'It is required.' },
  invalid: { es: 'No es válido.', en: 'It is not valid.' },
  notApplicable: { es: 'No se aplica aquí.', en: 'It does not apply here.' },
  unknown: { es: 'No existe.', en: 'It does not exist.' },
  httpsOnly: { es: 'Debe comenzar con https://.', en: 'It must begin with https://.' },
  notWhole: { es: 'Debe ser un número entero.', en: 'It must be a whole number.' },
  sameInterval: { es: 'Es el intervalo que ya tiene.', en: 'It is the interval it has already.' },
  duplicate: { es: 'Ya está en uso.', en: 'It is already in use.' },
  inactive: { es: 'Esa persona está desactivada.', en: 'That person is deactivated.' },
  archived: { es: 'Está archivado.', en: 'It is archived.' },
  inFuture: { es: 'Está en el futuro.', en: 'It is in the future.' },
  beforeStart: { es: 'No puede ser anterior al inicio.', en: 'It cannot be before the start.' },
  LABOUR_TOO_LONG: { es: 'No puede pasar de {maximumHours} h.', en: 'It cannot exceed {maximumHours} h.' },
  RECIPIENT_IS_OPERATOR: {
    es: '{email} es de un operador, y los informes traen costos.',
    en: '{email} belongs to an operator, and reports tell costs.',
  },
  statusForbids: { es: 'La orden está {status}.', en: 'The order is {status}.' },
  otherUnit: { es: 'Es de otra unidad.', en: 'It belongs to another unit.' },
  notYourself: { es: 'Solo puede registrar sus propias horas.', en: 'You can only record your own hours.' },
  self: { es: 'No puede ser la misma orden.', en: 'It cannot be the same order.' },
  notYours: { es: 'No le corresponde a usted darlo.', en: 'It is not yours to give.' },
  DOCUMENT_EXPIRED: { es: '{document}: venció el {on}.', en: '{document}: expired on {on}.' },
  DOCUMENT_MISSING: { es: '{document}: falta.', en: '{document}: missing.' },
  NOT_OPERATING: { es: 'La unidad está {status}.', en: 'The unit is {status}.' },
  CRITICAL_INSPECTION: {
    es: 'La inspección {inspection} tiene una falla crítica sin reparar.',
    en: 'Inspection {inspection} has a critical failure that is not repaired.',
  },
  RUT_INVALID: {
    es: 'El RUT no es válido; revise el dígito verificador.',
    en: 'Not a valid RUT; check its last digit.',
  },
  PASSWORD_TOO_SHORT: {
    es: 'Debe tener al menos {minimum} caracteres.',
    en: 'It needs at least {minimum} characters.',
  },
  PASSWORD_TOO_LONG: {
    es: 'Debe tener a lo más {maximum} caracteres.',
    en: 'It may have at most {maximum} characters.',
  },
  PASSWORD_COMMON: {
    es: 'Es una de las claves más usadas; elija una frase propia.',
    en: 'It is one of the most used passwords; choose a phrase of your own.',
  },
  PASSWORD_PREDICTABLE: {
    es: 'Sigue una serie o se repite; elija una frase.',
    en: 'It is a run or a repetition; choose a phrase.',
  },
  PASSWORD_PERSONAL: {
    es: 'No puede ser «{word}»: se adivina por sus datos.',
    en: 'It cannot be "{word}": it is guessed from what is known of you.',
  },
  PASSWORD_UNCHANGED: { es: 'Debe ser distinta de la actual.', en: 'It must differ from the current one.' },
  wrong: { es: 'No es correcto.', en: 'It is not right.' },
  cycle: { es: 'No puede quedar dentro de sí mismo.', en: 'It cannot end up inside itself.' },
  inUse: { es: 'Hay registros que lo usan.', en: 'There are records that use it.' },
  fixedCode: {
    es: 'El código de un tipo predefinido no cambia.',
    en: 'The code of a predefined type does not change.',
  },
  beforeLast: { es: 'Debe ser posterior al {since}.', en: 'It must be later than {since}.' },
  afterFirstChange: {
    es: 'Debe ser anterior al primer cambio de la unidad, del {changeAt}.',
    en: 'It must be before the first change of the unit, of {changeAt}.',
  },
  noSuchMeter: { es: 'Este tipo de unidad no tiene ese medidor.', en: 'This type of unit does not have that meter.' },
  PLAN_WITHOUT_TRIGGER: {
    es: 'Indique cada cuánto: por calendario, por medidor o ambos.',
    en: 'Say how often: by calendar, by meter or both.',
  },
  PLAN_NEVER_DUE: {
    es: 'Ningún vencimiento cae en los meses elegidos.',
    en: 'No due date falls in the chosen months.',
  },
  PLAN_LEVEL_TWICE: {
    es: 'Hay dos servicios con la misma frecuencia.',
    en: 'Two services have the same frequency.',
  },
  PLAN_NO_BASE: {
    es: 'Falta el servicio que se hace cada vez.',
    en: 'The service that is done every time is missing.',
  },
  exactlyOne: { es: 'Elija una unidad o un tipo.', en: 'Choose either a unit or a type.' },
  STATUS_UNCHANGED: { es: 'La unidad ya está en ese estado.', en: 'The unit is in that state already.' },
  STATUS_IN_FUTURE: { es: 'Está en el futuro.', en: 'It is in the future.' },
  STATUS_BEFORE_LAST_CHANGE: {
    es: 'Debe ser posterior al último cambio, del {since}.',
    en: 'It must be later than the last change, of {since}.',
  },
  READING_NEGATIVE: { es: 'No puede ser negativa.', en: 'It cannot be negative.' },
  READING_IN_FUTURE: { es: 'Está en el futuro.', en: 'It is in the future.' },
  READING_DUPLICATE_INSTANT: {
    es: 'Ya hay una lectura de ese momento.',
    en: 'There is a reading of that moment already.',
  },
  READING_LOWER: {
    es: 'Es menor que la lectura anterior: {previous} el {previousAt}.',
    en: 'It is lower than the reading before: {previous} on {previousAt}.',
  },
  READING_HIGHER_THAN_NEXT: {
    es: 'Es mayor que la lectura siguiente: {next} el {nextAt}.',
    en: 'It is higher than the next reading: {next} on {nextAt}.',
  },
  READING_MORE_THAN_24H_PER_DAY: {
    es: 'Son {hours} h más en {days} días; caben {maximum} h.',
    en: 'That is {hours} h more in {days} days; {maximum} h fit.',
  },
  READING_REPLACEMENT_NOT_LAST: {
    es: 'Ya hay una lectura posterior, del {nextAt}: el cambio de medidor debe ser la última.',
    en: 'There is a later reading, of {nextAt}: the replacement must be the last one.',
  },
  ANSWER_REQUIRED: { es: 'Falta responder.', en: 'An answer is missing.' },
  ANSWER_PHOTO_REQUIRED: {
    es: 'Un punto crítico que falla necesita una foto.',
    en: 'A critical point that fails needs a photo.',
  },
  ANSWER_SEVERITY_REQUIRED: { es: 'Falta indicar la gravedad.', en: 'How severe it is, is missing.' },
  ANSWER_NOT_ASKED: { es: 'Esto no se pregunta aquí.', en: 'This is not asked here.' },
  ANSWER_REPEATED: { es: 'Está respondido dos veces.', en: 'It is answered twice.' },
  CHECKLIST_EMPTY_SECTION: { es: 'La sección no tiene puntos.', en: 'The section has no points.' },
  CHECKLIST_REPEATED_ID: { es: 'El identificador está repetido.', en: 'The identifier is repeated.' },
  CHECKLIST_LIMITS_CROSSED: {
    es: 'El mínimo es mayor que el máximo.',
    en: 'The minimum is greater than the maximum.',
  },
  CHECKLIST_LIMITS_NOT_NUMBER: { es: 'Solo un número tiene límites.', en: 'Only a number has limits.' },
  CHECKLIST_CRITICAL_CANNOT_FAIL: {
    es: 'Solo puede ser crítico un sí/no o un número con límites.',
    en: 'Only a yes/no or a number with limits can be critical.',
  },
  CHECKLIST_CONDITION_UNKNOWN: {
    es: 'Depende de un punto sí/no que debe estar antes.',
    en: 'It depends on a yes/no point that has to come before.',
  },
  CHECKLIST_NOTHING_SCORED: {
    es: 'Necesita al menos un punto obligatorio que pueda fallar y se pregunte siempre.',
    en: 'It needs at least one required point that can fail and is always asked.',
  },
  otherType: { es: 'Es de otro tipo de unidad.', en: 'It is for another type of unit.' },
  outdated: {
    es: 'Esa versión no está vigente desde hace tiempo; comience de nuevo.',
    en: 'That version has not been current for a while; start again.',
  },
  OVER_RECEIPT: {
    es: 'Se aceptan a lo más {most}: lo que falta del pedido y {tolerance} % de tolerancia.',
    en: 'At most {most} can be accepted: what is left of the order and a tolerance of {tolerance} %.',
  },
  nothingThere: { es: 'Ahí no hay repuestos que contar.', en: 'There are no parts to count there.' },
  tooMuch: {
    es: 'Son más de {most} repuestos; cuente una parte de la bodega.',
    en: 'Those are more than {most} parts; count a part of the warehouse.',
  },
  changedSince: { es: 'Cambió desde la importación.', en: 'It changed since the import.' },
} as const satisfies Record<string, { es: string; en: string }>

export type FieldErrorCode = keyof typeof fieldErrorWords

/** `{name}` places of `text` filled from `params`. */
export function fill(text: string, params: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => (name in params ? String(params[name]) : place))
}
