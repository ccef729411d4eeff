/** Refusals of the sign-in by OpenID Connect; the web app words them itself, for they arrive as a redirection. */
export const oidcErrors = {
  'auth.oidcOff': {
    status: 404,
    es: 'Aquí sólo se ingresa con correo y clave.',
    en: 'Here one signs in with e-mail and password only.',
  },
  'auth.oidcDenied': {
    status: 403,
    es: 'El ingreso se canceló o el proveedor no lo autorizó.',
    en: 'The sign-in was cancelled, or the provider did not allow it.',
  },
  'auth.oidcExpired': {
    status: 401,
    es: 'Ese ingreso venció, ya se usó o empezó en otra ventana. Inténtelo de nuevo.',
    en: 'That sign-in has expired, was used already or began in another window. Please try again.',
  },
  'auth.oidcInvalid': {
    status: 401,
    es: 'La respuesta del proveedor no es válida. Inténtelo de nuevo; si se repite, avise a su administrador.',
    en: 'The answer of the provider is not valid. Please try again; if it happens again, tell your administrator.',
  },
  'auth.oidcUnavailable': {
    status: 503,
    es: 'El ingreso no se pudo completar ahora. Inténtelo en un minuto, o ingrese con su clave.',
    en: 'The sign-in could not be completed now. Try again in a minute, or use your password.',
  },
  'auth.oidcUnknown': {
    status: 403,
    es: 'Nadie en Faena tiene el correo con que ingresó. Pida una cuenta a su administrador.',
    en: 'Nobody in Faena has the e-mail you signed in with. Ask your administrator for an account.',
  },
  'auth.oidcUnverified': {
    status: 403,
    es: 'El proveedor no ha verificado su correo; sin eso no se puede saber quién es usted.',
    en: 'The provider has not verified your e-mail; without that nobody can tell who you are.',
  },
  'auth.oidcDomain': {
    status: 403,
    es: 'El dominio de su correo no puede ingresar por esta vía.',
    en: 'Addresses of your domain cannot sign in this way.',
  },
  'auth.oidcOtherIdentity': {
    status: 403,
    es: 'La cuenta de Faena con su correo ya está vinculada a otra identidad. Desvincúlela en su perfil o pida a su administrador que lo haga.',
    en: 'The Faena account with your e-mail is linked to another identity. Unlink it in your profile, or ask your administrator to.',
  },
  'auth.oidcDeactivated': {
    status: 403,
    es: 'Su cuenta de Faena está desactivada.',
    en: 'Your Faena account is deactivated.',
  },
} as const

export type OidcErrorCode = keyof typeof oidcErrors

export const isOidcError = (code: string): code is OidcErrorCode => Object.hasOwn(oidcErrors, code)
