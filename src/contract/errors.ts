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
  unknown: { es: 'No existe.', en: 'It does not exist.' },
  duplicate: { es: 'Ya está en uso.', en: 'It is already in use.' },
  notYours: { es: 'No le corresponde a usted darlo.', en: 'It is not yours to give.' },
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
  changedSince: { es: 'Cambió desde la importación.', en: 'It changed since the import.' },
} as const satisfies Record<string, { es: string; en: string }>

export type FieldErrorCode = keyof typeof fieldErrorWords

/** `{name}` places of `text` filled from `params`. */
export function fill(text: string, params: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => (name in params ? String(params[name]) : place))
}
