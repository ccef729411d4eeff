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
  PLAN_PART_TWICE: {
    es: 'Un servicio nombra dos veces el mismo repuesto.',
    en: 'A service names the same part twice.',
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
