/** Refusals of any request, whatever it is about; part of the catalogue in `errors.ts`. */
export const requestsErrors = {
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
  'server.error': { status: 500, es: 'Algo falló de nuestro lado.', en: 'Something failed on our side.' },
  'server.unavailable': {
    status: 503,
    es: 'El servicio no está disponible ahora.',
    en: 'The service is not available right now.',
  },
} as const
