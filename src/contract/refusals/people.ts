/** Refusals of signing in and of changes to people; part of the catalogue in `errors.ts`. */
export const peopleErrors = {
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
} as const
