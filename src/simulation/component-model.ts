import type { SystemCode } from '../domain/system.ts'

type Finding = { readonly cause: string; readonly action: string; readonly note: string }

/** A kind of component: how its failures are told, what a repair takes (medians) and how often it stops the unit. */
export type ComponentModel = {
  readonly name: string
  readonly system: SystemCode
  readonly titles: readonly string[]
  readonly findings: readonly Finding[]
  readonly hours: number
  readonly partsCost: number
  readonly stops: number
}

const finding = (cause: string, action: string, note: string): Finding => ({ cause, action, note })

export const componentModels = {
  hose: {
    name: 'Flexibles hidráulicos',
    system: 'HYDRAULICS',
    titles: [
      'Fuga de aceite por flexible hidráulico',
      'Flexible hidráulico roto',
      'Reventó flexible hidráulico en faena',
    ],
    findings: [
      finding(
        'WEA',
        'REP',
        'Se cambia flexible y se rellena aceite hidráulico. Se prueba sin fugas, equipo operativo.',
      ),
      finding('EXT', 'REP', 'Flexible cortado por roce con estructura. Se repone y se instala protección espiral.'),
      finding('LOO', 'ADJ', 'Terminal suelto. Se reaprieta, se limpia y se verifica presión de trabajo.'),
    ],
    hours: 2.5,
    partsCost: 95_000,
    stops: 0.6,
  },
  hydraulicPump: {
    name: 'Bomba hidráulica',
    system: 'HYDRAULICS',
    titles: [
      'Movimientos hidráulicos lentos',
      'Bomba hidráulica con ruido y baja presión',
      'Levante hidráulico pierde fuerza en caliente',
    ],
    findings: [
      finding(
        'WEA',
        'REP',
        'Se mide presión bajo rango. Se reemplaza bomba principal y se cambian filtros. Pruebas OK.',
      ),
      finding(
        'CON',
        'OVH',
        'Aceite contaminado con partículas. Se desarma bomba, se cambian sellos y se dializa aceite.',
      ),
      finding('MAI', 'CAL', 'Válvula de alivio fuera de ajuste. Se regula según manual y se registra presión.'),
    ],
    hours: 8,
    partsCost: 1_450_000,
    stops: 0.7,
  },
  vacuumPump: {
    name: 'Soplador de vacío',
    system: 'VACUUM',
    titles: ['Bajo vacío, no succiona', 'Soplador con ruido, pierde vacío', 'Equipo no alcanza vacío de trabajo'],
    findings: [
      finding(
        'WEA',
        'OVH',
        'Lóbulos con desgaste. Se repara soplador, se cambian rodamientos y se prueba a vacío máximo.',
      ),
      finding(
        'CON',
        'CLN',
        'Ingreso de material al soplador. Se limpia, se cambia filtro de seguridad y se prueba OK.',
      ),
      finding('LUB', 'LUB', 'Bajo nivel de aceite en caja de engranajes. Se rellena y se corrige fuga en visor.'),
    ],
    hours: 9,
    partsCost: 1_900_000,
    stops: 0.8,
  },
  suction: {
    name: 'Ducto de succión',
    system: 'VACUUM',
    titles: ['Ducto de succión obstruido', 'Manguera de succión tapada con material', 'Manguera de succión rota'],
    findings: [
      finding('OPE', 'CLN', 'Se destapa ducto, material con sobretamaño. Se instruye a operador. Equipo operativo.'),
      finding('WEA', 'REP', 'Manguera con desgaste interior. Se cambia tramo de 6 m y abrazaderas.'),
      finding('CON', 'CLN', 'Material húmedo adherido en codo. Se lava y se despeja ducto.'),
    ],
    hours: 2,
    partsCost: 180_000,
    stops: 0.7,
  },
  cyclone: {
    name: 'Filtros y ciclón',
    system: 'VACUUM',
    titles: [
      'Filtros de vacío saturados',
      'Ciclón con carga, pierde vacío',
      'Pulso de limpieza no funciona, baja el vacío',
    ],
    findings: [
      finding('CON', 'CLN', 'Se limpian mangas y se vacía ciclón. Diferencial de presión vuelve a rango.'),
      finding('WEA', 'REP', 'Mangas rotas. Se cambia juego completo y se revisa sello de puerta.'),
      finding('MAT', 'REP', 'Electroválvula de pulso dañada. Se reemplaza y se prueba ciclo.'),
    ],
    hours: 3,
    partsCost: 220_000,
    stops: 0.3,
  },
  brakes: {
    name: 'Frenos',
    system: 'BRAKES',
    titles: ['Frenos largos', 'Freno de estacionamiento no sujeta', 'Ruido al frenar, pastillas gastadas'],
    findings: [
      finding('WEA', 'REP', 'Se cambian pastillas y se rectifican discos. Prueba de frenado en losa OK.'),
      finding('LOO', 'ADJ', 'Se regula freno y se purga circuito. Queda operativo.'),
      finding('COR', 'RPR', 'Caliper agripado por corrosión. Se desarma, limpia y lubrica; se cambian guardapolvos.'),
    ],
    hours: 3.5,
    partsCost: 210_000,
    stops: 0.75,
  },
  tyre: {
    name: 'Neumáticos',
    system: 'TYRES_TRACKS',
    titles: ['Neumático pinchado', 'Neumático con corte en banda lateral', 'Neumático bajo, pierde presión'],
    findings: [
      finding('EXT', 'REP', 'Corte por roca. Se cambia neumático por repuesto y se torquean tuercas.'),
      finding('EXT', 'RPR', 'Se repara pinchazo con parche y se recupera presión.'),
      finding('WEA', 'REP', 'Bajo el límite de desgaste. Se cambian dos neumáticos del eje.'),
    ],
    hours: 1.5,
    partsCost: 260_000,
    stops: 0.8,
  },
  track: {
    name: 'Orugas',
    system: 'TYRES_TRACKS',
    titles: ['Oruga suelta', 'Oruga con corte', 'Oruga fuera de guía'],
    findings: [
      finding('WEA', 'ADJ', 'Se tensa oruga y se mide flecha según manual.'),
      finding('EXT', 'REP', 'Oruga cortada por roca. Se cambia oruga y se revisan rodillos.'),
      finding('OPE', 'RPR', 'Se monta oruga en guía, se revisa rueda tensora. Equipo operativo.'),
    ],
    hours: 4,
    partsCost: 480_000,
    stops: 0.8,
  },
  cooling: {
    name: 'Radiador y refrigeración',
    system: 'COOLING',
    titles: ['Recalentamiento en subida', 'Fuga de refrigerante por radiador', 'Sobrecalentamiento del motor'],
    findings: [
      finding('CON', 'CLN', 'Panal de radiador tapado con polvo. Se sopletea y se lava; temperatura normal.'),
      finding('WEA', 'REP', 'Se cambia manguera de radiador y termostato. Se rellena refrigerante.'),
      finding('FAT', 'RPR', 'Fisura en estanque de radiador. Se repara y se prueba con presión.'),
    ],
    hours: 4,
    partsCost: 240_000,
    stops: 0.75,
  },
  engine: {
    name: 'Motor',
    system: 'ENGINE',
    titles: ['Motor se apaga en marcha', 'Motor sin potencia, humo negro', 'Motor con falla, pierde fuerza'],
    findings: [
      finding('CON', 'REP', 'Filtros de combustible saturados. Se reemplazan y se drena separador de agua.'),
      finding('WEA', 'RPR', 'Inyector con retorno excesivo. Se repara juego de inyectores y se calibra.'),
      finding('MAT', 'CAL', 'Sensor de riel defectuoso. Se cambia y se borran códigos de falla.'),
    ],
    hours: 7,
    partsCost: 780_000,
    stops: 0.75,
  },
  leaks: {
    name: 'Sellos y retenes de motor',
    system: 'ENGINE',
    titles: ['Fuga de aceite de motor', 'Goteo de aceite por cárter del motor', 'Motor consume aceite'],
    findings: [
      finding('WEA', 'REP', 'Se cambia empaquetadura de tapa y se limpia motor. Sin goteo.'),
      finding('INS', 'ADJ', 'Filtro de aceite mal apretado. Se reaprieta y se completa nivel.'),
      finding('WEA', 'TMP', 'Retén con goteo leve. Se deja en observación y se solicita repuesto.'),
    ],
    hours: 3,
    partsCost: 75_000,
    stops: 0.25,
  },
  starting: {
    name: 'Baterías y arranque',
    system: 'STARTING',
    titles: ['No parte, batería descargada', 'Motor de partida no engancha', 'Alternador no carga'],
    findings: [
      finding('WEA', 'REP', 'Se cambian baterías y se limpian bornes. Carga 27,8 V.'),
      finding('LOO', 'ADJ', 'Terminal de masa suelto. Se limpia y aprieta, arranca normal.'),
      finding('WEA', 'RPR', 'Motor de partida con carbones gastados. Se repara y se monta.'),
    ],
    hours: 2,
    partsCost: 190_000,
    stops: 0.9,
  },
  electrical: {
    name: 'Sistema eléctrico',
    system: 'ELECTRICAL',
    titles: [
      'Bocina y alarma de retroceso no funcionan',
      'Tablero con alarma encendida',
      'Falla eléctrica intermitente',
    ],
    findings: [
      finding('LOO', 'RPR', 'Arnés con cable cortado. Se repara y se asegura ruteo.'),
      finding('WEA', 'REP', 'Se cambia relé y fusible. Funciones OK.'),
      finding('CON', 'CLN', 'Conector sulfatado. Se limpia y se aplica protector dieléctrico.'),
    ],
    hours: 1.5,
    partsCost: 38_000,
    stops: 0.2,
  },
  lights: {
    name: 'Luces y baliza',
    system: 'LIGHTS',
    titles: ['Foco delantero quemado', 'Baliza no enciende', 'Luces de freno sin funcionamiento'],
    findings: [
      finding('WEA', 'REP', 'Se cambia ampolleta y se alinea foco.'),
      finding('EXT', 'REP', 'Foco quebrado por proyección de piedra. Se repone conjunto.'),
      finding('LOO', 'RPR', 'Falso contacto en zócalo de baliza. Se repara.'),
    ],
    hours: 0.8,
    partsCost: 24_000,
    stops: 0.1,
  },
  transmission: {
    name: 'Transmisión',
    system: 'TRANSMISSION',
    titles: ['Transmisión patina en carga', 'Caja de cambios no engancha', 'Embrague patina'],
    findings: [
      finding('WEA', 'RPR', 'Se repara paquete de discos y se cambia aceite de transmisión.'),
      finding('LUB', 'LUB', 'Nivel bajo. Se corrige fuga por retén y se rellena.'),
      finding('MAT', 'CAL', 'Se calibra unidad de control de transmisión. Cambios normales.'),
    ],
    hours: 9,
    partsCost: 1_150_000,
    stops: 0.7,
  },
  steering: {
    name: 'Dirección',
    system: 'STEERING',
    titles: ['Juego en dirección', 'Dirección dura', 'Terminal de dirección con juego'],
    findings: [
      finding('WEA', 'REP', 'Se cambian terminales de dirección y se alinea.'),
      finding('LUB', 'LUB', 'Se engrasa tren delantero y se rellena depósito de dirección.'),
      finding('LOO', 'ADJ', 'Se reaprieta barra de dirección y se alinea.'),
    ],
    hours: 2.5,
    partsCost: 130_000,
    stops: 0.4,
  },
  bucket: {
    name: 'Balde y dientes',
    system: 'IMPLEMENT',
    titles: ['Dientes de balde gastados', 'Cuchillo de balde suelto', 'Balde con fisura en esquina'],
    findings: [
      finding('WEA', 'REP', 'Se cambian dientes y pasadores. Se registra medida de desgaste.'),
      finding('FAT', 'WLD', 'Se suelda fisura y se refuerza con plancha antidesgaste.'),
      finding('LOO', 'ADJ', 'Se reaprietan pernos de cuchillo con torque de manual.'),
    ],
    hours: 3,
    partsCost: 310_000,
    stops: 0.2,
  },
  pins: {
    name: 'Pasadores y bujes',
    system: 'IMPLEMENT',
    titles: ['Juego en pasadores de balde', 'Buje de balde con juego', 'Pasador de balde sin seguro'],
    findings: [
      finding('LUB', 'REP', 'Se cambia pasador y buje por falta de engrase. Se engrasa conjunto.'),
      finding('WEA', 'REP', 'Se cambian bujes y golillas de ajuste.'),
      finding('LOO', 'RPR', 'Se repone seguro de pasador y se marca.'),
    ],
    hours: 4.5,
    partsCost: 270_000,
    stops: 0.2,
  },
  coupler: {
    name: 'Acople rápido',
    system: 'IMPLEMENT',
    titles: ['Acople rápido no traba', 'Acople rápido con juego', 'Acople rápido no suelta implemento'],
    findings: [
      finding('CON', 'CLN', 'Material en cuña de acople. Se limpia y se prueba traba.'),
      finding('WEA', 'REP', 'Se cambian cuñas y resortes. Traba OK.'),
      finding('OPE', 'INS', 'Acople mal conectado por operador. Se revisa y se instruye.'),
    ],
    hours: 2,
    partsCost: 110_000,
    stops: 0.8,
  },
  driveMotor: {
    name: 'Motores de traslado',
    system: 'HYDRAULICS',
    titles: [
      'Equipo se carga a un lado, motor hidráulico de traslado',
      'Bomba hidráulica de traslado sin fuerza',
      'Fuga de aceite hidráulico en motor de traslado',
    ],
    findings: [
      finding('WEA', 'RPR', 'Motor de traslado con fuga interna. Se repara y se prueba en pendiente.'),
      finding('CON', 'CLN', 'Se cambia filtro de retorno y se purga circuito de traslado.'),
      finding('MAT', 'CAL', 'Se calibra control electrónico de traslado. Avanza recto.'),
    ],
    hours: 7,
    partsCost: 690_000,
    stops: 0.7,
  },
  structure: {
    name: 'Chasis y brazos',
    system: 'STRUCTURE',
    titles: ['Fisura en chasis', 'Pisadera de acceso doblada', 'Soldadura trizada en soporte'],
    findings: [
      finding('FAT', 'WLD', 'Se suelda fisura con procedimiento y se inspecciona con tintas penetrantes.'),
      finding('EXT', 'RPR', 'Se endereza y refuerza pisadera.'),
      finding('OPE', 'WLD', 'Golpe contra cuneta. Se suelda y se pinta zona.'),
    ],
    hours: 5,
    partsCost: 60_000,
    stops: 0.25,
  },
  airConditioning: {
    name: 'Aire acondicionado',
    system: 'AIR_CONDITIONING',
    titles: ['Aire acondicionado no enfría', 'Calefacción no funciona', 'Aire acondicionado con ruido'],
    findings: [
      finding('WEA', 'RPR', 'Se detecta fuga en condensador. Se repara y se carga gas refrigerante.'),
      finding('CON', 'CLN', 'Filtro de cabina saturado. Se cambia y se limpia evaporador.'),
      finding('WEA', 'REP', 'Se cambia correa y rodamiento de compresor.'),
    ],
    hours: 2.5,
    partsCost: 120_000,
    stops: 0.05,
  },
  cab: {
    name: 'Cabina',
    system: 'CAB',
    titles: ['Parabrisas trizado', 'Cinturón de seguridad no traba', 'Puerta de cabina no cierra'],
    findings: [
      finding('EXT', 'REP', 'Se cambia parabrisas y se deja 2 h de curado.'),
      finding('WEA', 'REP', 'Se reemplaza cinturón de seguridad certificado.'),
      finding('LOO', 'ADJ', 'Se regula chapa y bisagras de puerta.'),
    ],
    hours: 1.8,
    partsCost: 85_000,
    stops: 0.25,
  },
} as const satisfies Record<string, ComponentModel>

export type ComponentKind = keyof typeof componentModels
