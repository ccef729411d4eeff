/**
 * Passwords that are tried first, in Spanish and English: digits, keyboard walks, words for secrets, love, names, football, places,
 * animals, heroes, music and mining in Chile. Digits and signs around a word are taken off before it is looked up (see
 * `password.ts`), so `colocolo2024!` is found by `colocolo`.
 */
const words = `
123456 1234567 12345678 123456789 1234567890 12345 1234 123123 123321 111111 000000 222222 333333 444444 555555 666666
777777 888888 999999 654321 54321 7654321 87654321 987654321 0987654321 121212 112233 11223344 123123123 12341234
159753 159357 147258 147258369 789456 789456123 456789 456123 321654 741852 741852963 963852741 963852 852456 951753
753951 101010 202020 131313 141414 151515 161616 171717 181818 191919 232323 242424 252525 102030 10203040 123654
123654789 123987 147852 147852369 135790 13579 24680 246810 1357924680 100200 102938 1029384756 111222 11112222 222333
333222 123789 1111 0000 2222 11111 00000 1111111 11111111 1111111111 0000000 00000000 0000000000 88888888 99999999
77777777 55555 55555555 66666 696969 010203 01020304 0123456 012345 01234567 012345678 0123456789 123450 1234560
12344321 1234321 123454321 998877 99887766 445566 778899 19701970 19801980 19851985 19901990 20002000 20102010
20202020 2020 2021 2022 2023 2024 2025 2026 314159 31415926 271828 420420 112112 1010101010 12121212 1212 1122 1313
2580 0852 5683 1004 2000 1990 1985 8520 14789632 1234abcd 12345678910 123456789a a123456789 1q2w3e 1q2w3e4r 1q2w3e4r5t
1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i 1q2w3e4r5t6y7u8i9o 1q2w3e4r5t6y7u8i9o0p q1w2e3 q1w2e3r4 q1w2e3r4t5
q1w2e3r4t5y6 1qaz2wsx 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qaz 2wsx 3edc zaq12wsx zaq1zaq1 zaq1xsw2 zaq123 1qazxsw2 qaz123
qazwsx qazwsx123 qazwsxedc qazwsxedcrfv qazxsw 123qwe 123qweasd 123qweasdzxc qwe123 qwe123asd qweasd qweasd123
qweasdzxc qweasdzxc123 asd123 asdzxc zxc123 123asd 123zxc 1234qwer qwer1234 12345qwert qwert12345 12qwaszx 123abc
abc123 abc1234 abc12345 abcd1234 abcde12345 a1b2c3 a1b2c3d4 a1b2c3d4e5 aa123456 aa12345678 a123456 a12345 a1234567
a12345678 123456a 12345a 123456q 123456abc 1234567a 12345678a q123456 z123456 p@ssw0rd p@ssword pa$$w0rd passw0rd
p4ssw0rd passw0rd1 pa55word pa55w0rd adm1n @dm1n r00t l0v3 h3ll0 1l0v3y0u m0n3y
qwerty qwertyu qwertyui qwertyuio qwertyuiop qwert qwer qwe qwertz qwertyuiopasdfgh qwertyuiopasdfghjkl
qwertyuiopasdfghjklñ qwertyuiopasdfghjklzxcvbnm asdf asdfg asdfgh asdfghj asdfghjk asdfghjkl asdfghjklñ asdfasdf
asdasd asdasdasd asdqwe asdfqwer zxcv zxcvb zxcvbn zxcvbnm zxczxc zxcasdqwe zxcvbnmasdfghjkl
zxcvbnmasdfghjklqwertyuiop qqqqqq wwwwww aaaaaa ssssss xxxxxx zzzzzz qqq111 aaa111 poiuytrewq poiuyt lkjhgfdsa lkjhgf
mnbvcxz mnbvcx ytrewq rewq qwertyqwerty qwerty1234567890 qwaszx qawsed qawsedrf wasd wsxedc edcrfv rfvtgb tgbyhn
azerty azertyuiop azerty123 qazplm plmokn okmijn ijnuhb poilkj qwqwqw asasas zxzxzx qwerasdf qwerasdfzxcv asdfzxcv
1234567890qwertyuiop qwertyuiop1234567890 qwerty123456789 abcdef abcdefg abcdefgh abcdefghi abcdefghij abcdefghijk
abcabc abcd abcde aabbcc aaabbb abcxyz xyz123 xyzxyz
password passwords password1 password12 password123 pass passwd passw0rds passpass passphrase mypassword mypass
yourpassword newpassword newpass oldpassword thepassword password1password nopassword apassword admin administrator
administrador adminadmin admin123admin root rootroot toor superuser super user username usuario guest invitado test
testing tester testtest test1test prueba probando pruebas demo demodemo default changeme changeit change temporal temp
temppass temporary secret secrets secreto topsecret letmein letmeinnow login logmein signin welcome welcome1
welcomehome bienvenido bienvenida bienvenidos access acceso enter entrar entrada open opensesame sesame abretesesamo
server servidor system sistema manager gerente master maestro webmaster supervisor operator operador oracle mysql
postgres postgresql mongodb redis cisco ubnt raspberry ubuntu linux windows windows10 microsoft google gmail hotmail
yahoo outlook facebook instagram whatsapp tiktok twitter youtube netflix spotify amazon apple iphone samsung android
huawei nokia motorola xiaomi computer computador computadora internet wifi wireless network redwifi redlocal laptop
notebook teclado monitor printer keyboard database backup security seguridad seguro protect private privado public
publico office oficina company empresa work trabajo contraseña contrasena contraseñas micontraseña micontrasena
lacontraseña miclave clave claves clavesecreta mipassword passwordsegura contraseñasegura nuevacontraseña cambiame
cambiar cambiarclave nomeacuerdo olvidada noclave sinclave none null undefined nothing nada blank something anything
whatever idontknow idk noentiendo nose nosenose password2020 password2021 password2022 password2023 password2024
password2025 password2026 passwordpassword contraseñacontraseña administrador123 superadmin sysadmin support soporte
helpdesk service servicio
iloveyou iloveyou1 iloveu iloveme ilovegod ilovemom ilovemyfamily loveyou loveme lover lovers lovely love loveu mylove
mylife truelove babylove mybaby baby babygirl babyboy sweet sweetheart sweety honey darling princess prince queen king
angel angels angelito angelita heaven teamo teamomucho teamo123 tequiero tequieromucho teadoro teextraño amor amores
amorcito amormio amorporsiempre miamor mivida micorazon corazon cariño mitesoro tesoro preciosa precioso princesa
principe reina bebe bebita bebito nena nene gordito gordita negrita negrito flaca flaquito chiquita chiquito hermosa
hermoso bonita bonito linda lindo mama mamá mamita mamá123 mami papa papá papito papi familia mifamilia family mother
father sister brother hermano hermana hijo hija mihijo mihija mishijos abuela abuelo abuelita tia tio esposa esposo
novia novio besos beso besitos siempre forever always parasiempre juntos together friends friend friendship bestfriend
amigos amigas amigo amiga mejoramiga hola holahola hello hellohello hellokitty goodbye chao chaochao adios buenosdias
buenasnoches feliz felicidad happy happiness sonrisa smile sunshine sun sunny luna lunita luzdeluna estrella
estrellita cielo solcito sol mariposa butterfly flower flowers flores florcita rosa rosita rosas margarita girasol
azucena violeta jazmin cherry cereza fresa frutilla manzana banana platano chocolate caramelo dulce sugar cookie
cupcake peanut popcorn pizza coffee cafe cerveza pisco piscola vino asado empanada completo mote cazuela pastel
maria mariajose josemaria jose juan pedro pablo diego carlos luis miguel jorge francisco antonio manuel rafael daniel
david alejandro fernando ricardo roberto eduardo sergio andres felipe cristian christian sebastian nicolas matias
martin benjamin vicente tomas joaquin maximiliano agustin ignacio gonzalo rodrigo claudio marcelo mauricio patricio
hernan hector hugo victor raul ramon oscar mario alberto alfredo arturo enrique ernesto gabriel guillermo gustavo ivan
javier leonardo lucas marcos simon camila valentina sofia isabella martina antonia catalina constanza fernanda javiera
florencia josefa isidora trinidad amanda carolina daniela andrea paula paola claudia patricia monica veronica sandra
marcela lorena pamela karina natalia alejandra gabriela victoria carmen ana anita rosario teresa elena laura lucia
julia cecilia silvia gloria margot elizabeth francisca macarena barbara nicole michelle stephanie jessica jennifer
ashley amanda1 michael jordan robert thomas george charlie andrew joshua matthew jonathan anthony william richard
joseph steven brandon justin maverick hunter harley jackson taylor morgan samantha hannah megan rachel melissa
brittany danielle heather nancy linda1 susan karen donna ruth alexander alexandra alexis alex max maxi maxito pancho
panchito pepe pepito paco nacho nachito lalo lalito beto cota coni cata vale valito feña seba sebita mati benja joaco
nico pato
colocolo colocolo1925 coloycolo cacique elcacique albo albos garrablanca universidaddechile udechile udechile1927
launiversidad bulla losdeabajo azules azulazul chuncho elchuncho universidadcatolica catolica lacatolica cruzados
cruzado lafranja cobreloa cobresal antofagasta deportesantofagasta iquique deportesiquique wanderers santiagowanderers
everton ohiggins audax audaxitaliano palestino unionespañola huachipato temuco deportestemuco laserena rangers
curicounido nublense ñublense fernandezvial lotaschwager magallanes santiagomorning santalaura chile chilechile
vivachile vivachilemierda vamoschile chileno chilena chilenos chi santiago santiagodechile valparaiso viñadelmar
concepcion calama copiapo arica rancagua talca chillan temuco1 valdivia osorno puertomontt puntaarenas coyhaique
atacama tarapaca coquimbo bio-bio biobio patagonia andes losandes cordillera desierto copihue condor huemul pudu moai
rapanui mapuche araucania pichilemu sanpedro alexissanchez alexis7 vidal arturovidal kingarturo bravo claudiobravo
zamorano bambam salas matadorsalas matador elmatador marcelosalas medel pitbull caszely elchino marcelorios garin jara
laroja marearoja estadionacional monumental pelota futbol football soccer goleador golgol campeon campeones
campeon2015 copaamerica messi ronaldo cristiano cr7 neymar maradona diego10 barcelona fcbarcelona realmadrid madrid
liverpool chelsea arsenal manchester juventus milan bocajuniors boca riverplate river argentina brasil peru mexico
colombia españa españa123 venezuela uruguay america1 baseball basketball hockey tennis golf golfer boxing wrestling
lakers yankees cowboys steelers eagles ferrari mercedes bmw audi toyota nissan mitsubishi hilux chevrolet ford mustang
corvette camaro porsche lamborghini honda yamaha suzuki kawasaki harleydavidson ducati hyundai mazda subaru jeep
dragon dragons monkey monkeys tiger tigre tigers lion leon leones wolf lobo lobos lobito eagle aguila halcon falcon
puma pumas panther pantera jaguar bear oso osito osita dog perro perrito perros doggy puppy cachorro cat gato gatito
gatita gatos kitty kitten horse caballo caballos pony unicorn unicornio dolphin delfin shark tiburon whale ballena
fish pez turtle tortuga snake serpiente spider araña scorpion escorpion bunny conejo conejito rabbit mouse raton
mickey mickeymouse minnie donald pluto goofy snoopy garfield bambi simba nala tarzan pinocho cenicienta rapunzel
frozen elsa olaf stitch tinkerbell barbie pokemon pikachu charizard digimon naruto sasuke goku gokussj vegeta
dragonball dragonballz sailormoon onepiece luffy zoro inuyasha batman superman spiderman ironman hulk thor avengers
captain wolverine deadpool joker harleyquinn flash superhero starwars starwars1 darthvader yoda skywalker jedi matrix
neo trinity merlin gandalf frodo hobbit lordoftherings harrypotter hogwarts voldemort gryffindor potter zelda mario64
luigi sonic tails minecraft fortnite roblox freefire leagueoflegends lol123 counterstrike callofduty gta gtasanandreas
halo playstation nintendo xbox gamer games game juego juegos condorito chavo elchavo chapulin papelucho 31minutos
tulio bodoque firulais bobby rocky toby lucky buddy bailey bella coco lola lulu luna1 nina maxmax milo oreo princesa1
rex rambo terry tommy zeus thunder trueno rayo shadow sombra smokey snowball ginger pepper cookie1 peluche chocolate1
pelusa manchas duque kaiser pirata pinky canela
metallica slipknot nirvana blink182 linkinpark greenday ironmaiden acdc gunsnroses rammstein pinkfloyd queenqueen
beatles thebeatles rollingstones eminem tupac 50cent shakira rbd rebelde rebeldes reggaeton daddyyankee badbunny ozuna
maluma karolg bts btsarmy blackpink exo onedirection justinbieber selena gaga rihanna beyonce madonna michaeljackson
elvis losprisioneros losjaivas victorjara violetaparra monlaferte losbunkers lostres chancho guitar
guitarra piano music musica rock rockandroll rocknroll punk metal hiphop salsa cumbia reggae jesus jesus1 jesuscristo
jesusteama jesusesamor cristo cristovive dios dioses diosesamor diosmio diosteama diosesfiel diosconmigo senor jehova
blessed bendicion bendiciones angelguardian virgenmaria virgencita santarosa sanantonio god godisgood ilovejesus faith
grace hope believe fe esperanza paz peace freedom libertad liberty justice trust power poder strong fuerte winner
ganador number1 numero1 thebest elmejor lamejor killer asesino hacker hackers ninja samurai warrior guerrero soldier
soldado sniper army navy marines police policia carabineros bombero bomberos doctor profesor profesora student
estudiante colegio escuela liceo school college universidad diciembre enero febrero marzo abril mayo junio julio
agosto septiembre octubre noviembre january february march april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday lunes martes miercoles jueves viernes sabado domingo spring
summer autumn winter primavera verano otoño invierno navidad christmas halloween cumpleaños birthday vacaciones
holiday playa beach ocean oceano mar river1 montaña mountain forest bosque nature naturaleza tierra earth fire fuego
water agua ice hielo snow nieve rain lluvia storm tormenta diamond diamante gold oro silver plata cobre copper crystal
cristal blue azul red rojo green verde yellow amarillo orange naranja purple morado black negro white blanco pink
rosado silver1 rainbow arcoiris blink money dinero plata123 rich millonario dollar dolar freedom1 fuckyou fuckyou1
fuckoff fuckme asshole bitch bastard shit bullshit pussy sexy sex sexo sexsex hot hottie puta putas puto mierda ctm
conchetumare weon hueon huevon wn pendejo pendeja cabron culiao culo cachai caca pico tonto tonta estupido idiota loco
loca locos crazy
minera mineria minero codelco chuquicamata escondida bhp angloamerican teniente elteniente spence collahuasi pelambres
andina radomiro candelaria sqm faena faenas mantencion mantenimiento mantenedor mecanico mecanica taller bodega
bodeguero pañol planta chancador molino camion camiones camioneta retroexcavadora cargador excavadora grua bulldozer
caterpillar komatsu liebherr hitachi volvo scania kenworth freightliner operaciones operacion turno turnoa turnob
turno7x7 campamento contratista prevencion prevencionista seguridadprimero ceroaccidentes
`

/** Lower case, as `checkPassword` compares them. */
export const commonPasswords: ReadonlySet<string> = new Set(words.trim().split(/\s+/))
