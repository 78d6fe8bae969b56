import type { MeasureLexicon } from "./measure-lexicon.ts";
import { measurePhrases } from "./measure-phrases.ts";
import { PhraseTable, phrasesOf, wordSet } from "./phrase-table.ts";

/** With what words counts are told: those of Spanish. */
export const MEASURE_WORDS_ES: MeasureLexicon = {
  people:
    wordSet(`personas persona civiles civil manifestantes manifestante hombres hombre mujeres mujer ninos nino ninas menores menor adolescentes adolescente jovenes joven
    estudiantes estudiante soldados soldado militares militar policias policia agentes agente efectivos efectivo funcionarios funcionario uniformados miembros miembro
    periodistas periodista reporteros activistas activista opositores opositor dirigentes dirigente politicos lideres lider ciudadanos ciudadano venezolanos bolivianos hondurenos
    seguidores seguidor simpatizantes partidarios prisioneros reos internos trabajadores campesinos cocaleros victimas victima pacientes individuos maestros docentes vecinos
    vecino migrantes adultos varones abogados medicos electores votantes observadores testigos voluntarios familiares madres padres bebes indigenas extranjeros
    diputados alcaldes exalcaldes ministros jueces magistrados militantes rebeldes sospechosos empleados sindicalistas guardias guardia sargento caracostenos otros otras
    mas vidas cuerpos integrantes asistentes comuneros pobladores transeuntes turistas exmilitares exfuncionarios almas infantes gendarmes tenientes oficiales oficial sacerdotes religiosos
    comerciantes obreros custodios asesores colaboradores comuneras connacionales compatriotas exministro exministros muchachos chicos rectores profesores`),
  events: new PhraseTable([
    ...measurePhrases(
      "deaths",
      `muertes, muerte, fallecimientos, fallecimiento, asesinatos, asesinato, decesos, deceso, homicidios, homicidio, ejecuciones, ejecuciones extrajudiciales, victimas mortales|fatales, victima mortal|fatal,
      bajas mortales, vidas perdidas, feminicidios`,
    ),
    ...measurePhrases("injuries", "lesiones, heridas"),
    ...measurePhrases(
      "arrests",
      "detenciones, detencion, arrestos, arresto, aprehensiones, aprehension, capturas, captura, encarcelamientos, encarcelaciones, apresamientos, casos de detencion, detenciones arbitrarias",
    ),
    ...measurePhrases(
      "releases",
      "excarcelaciones, excarcelacion, liberaciones, liberacion, medidas de libertad, boletas de excarcelacion, libertades",
    ),
    ...measurePhrases(
      "asylum",
      "solicitudes|peticiones|pedidos de asilo|refugio, solicitantes de asilo|refugio, asilados, asilado, refugiados, solicitudes de proteccion, exiliados",
    ),
  ]),
  states: new PhraseTable([
    ...measurePhrases(
      "deaths",
      "muert~, fallecid~, asesinad~, abatid~, ultimad~, ejecutad~, cadaveres, cadaver, cuerpos sin vida, difuntos, martires, muert~ a tiros, muert~ a bala, fallecid~ y",
    ),
    ...measurePhrases(
      "injuries",
      "herid~, lesionad~, contus~, balead~, hospitalizad~, internad~, herid~ de bala, herid~ por bala, herid~ graves, golpead~",
    ),
    ...measurePhrases(
      "arrests",
      `detenid~, arrestad~, pres~, pres~ politic~, prisioneros politicos, aprehendid~, capturad~, encarcelad~, apresad~, recluid~, privad~ de libertad, privad~ de su libertad, tras las rejas, bajo custodia,
      bajo arresto, retenid~, encerrad~, imputad~, procesad~, pres~ de conciencia, pres~ por razones politicas`,
    ),
    ...measurePhrases("releases", "excarcelad~, liberad~, puest~ en libertad, en libertad, libres"),
  ]),
  governors: new PhraseTable([
    ...measurePhrases(
      "deaths",
      `mataron, mato, asesinaron, murieron, mueren, muere, murio, fallecieron, fallecen, fallecio, perdieron la vida, perecieron, muerte|muertes|asesinato|asesinatos|fallecimiento|ejecucion|homicidio|homicidios|deceso|decesos de,
      muerte|muertes|asesinato|fallecimiento de los|las|otras|otros, mato a, mataron a, matan a, mata a, asesino a, asesinaron a, asesinan a, han|habian|hubieran|hayan|habrian muerto|fallecido, ha matado a, han matado a,
      fueron asesinados|asesinadas|abatidos, fueron ejecutados, cobro la vida de, cobrado la vida de, costo la vida a, costado la vida a, cuerpos|cadaveres de, causo la muerte de, vida de, vidas de, abatio a, abatieron a, abatidos,
      resultaron muertos|muertas, resulto muerto, ha causado, han perdido la vida`,
    ),
    ...measurePhrases(
      "injuries",
      `hirio a, hirieron a, hiere a, han herido a, resultaron heridos|heridas|lesionados|lesionadas, fueron heridos|heridas, quedaron heridos|heridas, lesiono a, lesionaron a, herido a, heridos a, heridas a, lesiones a, atendio, atendido, atendieron,
      estan heridos|heridas, han resultado heridos|heridas, hospitalizaron a, heridos, lesionados`,
    ),
    ...measurePhrases(
      "arrests",
      `arrestaron, detienen, aprehendieron, capturaron, encarcelaron, apresaron, han detenido, han arrestado, detuvo a, detuvieron a, detienen a, detiene a, arresto a, arrestaron a, arrestan a, arrestado a, detenido a, han detenido a, detencion|detenciones|arresto|arrestos|captura|capturas|aprehension|encarcelamiento|apresamiento de,
      capturo a, capturaron a, capturado a, capturamos a, detuvimos a, aprehendio a, aprehendieron a, aprehendido a, fueron detenidos|detenidas|arrestados|arrestadas|aprehendidos|aprehendidas|capturados|apresados|encarcelados, han sido detenidos|detenidas|arrestados|arrestadas|aprehendidos|encarcelados,
      apreso a, apresaron a, encarcelo a, encarcelaron a, encarcelado a, detuvo, detuvieron, arrestaron, hay detenidos|detenidas, fue detenida, mantiene|mantienen detenidos|presos|detenidas|encarcelados a, permanecen|siguen|estan detenidos|detenidas|presos|presas|recluidos,
      mantiene tras las rejas a, mantienen tras las rejas a`,
    ),
    ...measurePhrases(
      "releases",
      `liberaron, excarcelaron, soltaron, libero, excarcelo, solto, han liberado, han excarcelado, ha liberado, ha excarcelado, libero a, liberaron a, libera a, liberado a, excarcelo a, excarcelaron a, excarcela a, excarcelado a, liberacion|excarcelacion|liberaciones|excarcelaciones|soltura de, puso en libertad a, pusieron en libertad a, solto a, soltaron a, soltado a,
      fueron excarcelados|excarceladas|liberados|liberadas, han sido excarcelados|excarceladas|liberados|liberadas, fueron puestos|puestas en libertad, dio libertad a, puesto en libertad a`,
    ),
    ...measurePhrases(
      "crowd",
      "multitud|marcha|manifestacion|concentracion de, reunio a, congrego a, convoco a, movilizo a, atrajo a, ante, reunieron a, congregaron a, movilizaron a",
    ),
    ...measurePhrases(
      "asylum",
      "otorgo asilo a, concedio asilo a, dio asilo a, asilo a, acogio a, acoge a, concedido asilo a, refugio a, alberga a, recibio a",
    ),
  ]),
  verbs: new PhraseTable([
    ...measurePhrases(
      "deaths",
      `murieron, mueren, murio, muere, fallecieron, fallecio, fallecen, perdieron la vida, perdio la vida, perecieron, han muerto, ha muerto, habian muerto, habia muerto, han fallecido, ha fallecido, habian fallecido, habia fallecido,
      han perdido la vida, habian perdido la vida, hayan muerto, hayan fallecido, cayeron, habrian muerto, habrian fallecido, tambien perdio la vida, ha perdido la vida, ocurrieron en`,
    ),
    ...measurePhrases(
      "injuries",
      "sufrieron lesiones|heridas, sufrio lesiones|heridas, recibieron impactos de bala, necesitaron atencion, requirieron atencion, presentan heridas, han sufrido lesiones|heridas, recibieron disparos|perdigones, sufrieron quemaduras, han perdido un ojo, siguen ingresados|hospitalizados|internados, con heridas, con lesiones, con impactos",
    ),
    ...measurePhrases(
      "arrests",
      "siguen|permanecen|continuan|estan|quedan detenidos|detenidas|presos|presas|recluidos|recluidas|encarcelados|encarceladas|tras|bajo|en prision|prision, siguen|estan en prision|la carcel, permanecen en prision",
    ),
    ...measurePhrases(
      "releases",
      "salieron de la carcel|prision, salieron en libertad, recuperaron la|su libertad, han salido de la carcel|prision, habian salido de la carcel|prision, obtuvieron la|su libertad, quedaron en libertad, han recuperado la|su libertad, salieron libres",
    ),
    ...measurePhrases(
      "asylum",
      `pidieron asilo|refugio, solicitaron asilo|refugio, han solicitado asilo|refugio, han pedido asilo|refugio, recibieron asilo, se asilaron, se refugiaron, se han exiliado, se exiliaron, se han refugiado, buscaron asilo|refugio, permanecen asilados,
      obtuvieron asilo, pidio asilo, huyeron a|hacia, permanecen refugiados, estan asilados|refugiados, tomaron refugio, que pidieron asilo`,
    ),
  ]),
  participles: new PhraseTable([
    ...measurePhrases(
      "deaths",
      "muert~, asesinad~, abatid~, ejecutad~, ultimad~, fallecid~, muert~ a tiros, asesinad~ a tiros, balead~ mortalmente, sin vida",
    ),
    ...measurePhrases(
      "injuries",
      "herid~, lesionad~, hospitalizad~, atendid~, balead~, ingresad~, internad~, golpead~, herid~ de bala",
    ),
    ...measurePhrases(
      "arrests",
      "detenid~, arrestad~, aprehendid~, capturad~, encarcelad~, apresad~, recluid~, pres~, privad~ de libertad, puest~ a la orden, imputad~, procesad~, llevad~ pres~, tras las rejas, bajo custodia, en prision, bajo arresto",
    ),
    ...measurePhrases("asylum", "asilad~, refugiad~, exiliad~"),
    ...measurePhrases(
      "releases",
      "liberad~, excarcelad~, puest~ en libertad, soltad~, en libertad, libres, dejad~ en libertad",
    ),
  ]),
  auxiliaries:
    wordSet(`fue fueron ha han sido habia habian habria habrian haya hayan resulto resultaron resultado quedo quedaron esta estan estaba estaban permanece permanecen
    sigue siguen continua continuan encuentra encuentran fuera fueran seran ser son es era eran hubo terminaron acabaron habido`),
  fillers:
    wordSet(`tambien ya despues luego mas otros otras todos todas de del la las los el en un una sus su con por desde hasta durante a al este esta entre cerca ayer hoy
    lunes martes miercoles jueves viernes sabado domingo pasado noche madrugada semana capital ciudad pais estado provincia tras arbitrariamente presuntamente aun todavia oficialmente
    que quienes se no solo supuestamente inicialmente posteriormente`),
  barriers: wordSet("pero mientras aunque porque cuando donde si segun dijo y e o u ni sino como antes"),
  prepositions: wordSet("de del en a al con por para desde hasta durante entre tras sobre contra ante sin"),
  articles: wordSet("el la los las un una unos unas"),
  tolls: new PhraseTable([
    ...measurePhrases(
      "deaths",
      `numero|cifra|balance|saldo|total|conteo|cuenta|lista de muertos|fallecidos|victimas|muertes|asesinados|fallecimientos, numero|cifra|balance|saldo|total|lista de victimas mortales|fatales, muertos, fallecidos, victimas mortales|fatales, cifra de victimas mortales|fatales,
      cifra|numero de personas muertas|fallecidas|asesinadas, los muertos, los fallecidos, numero|cifra total de muertos|fallecidos|muertes, las victimas, asesinados, muertes, balance oficial de muertos`,
    ),
    ...measurePhrases(
      "injuries",
      "numero|cifra|total|saldo de heridos|lesionados, heridos, lesionados, los heridos, los lesionados, cifra de personas heridas",
    ),
    ...measurePhrases(
      "arrests",
      `numero|cifra|total|cuenta|conteo|lista de detenidos|detenciones|arrestos|arrestados|presos|capturados|aprehendidos|encarcelados, numero|cifra|total|lista de presos politicos, numero total de presos politicos, detenidos, arrestados, presos, detenciones, arrestos,
      numero|cifra de personas detenidas|arrestadas, presos politicos, los presos, los detenidos, los arrestados, aprehendidos, las detenciones, los arrestos, procesados`,
    ),
    ...measurePhrases(
      "releases",
      "numero|cifra|total de excarcelados|liberados|excarcelaciones|liberaciones, excarcelaciones, liberaciones, excarcelados, liberados, las liberaciones, las excarcelaciones, los excarcelados",
    ),
    ...measurePhrases(
      "crowd",
      "asistentes, los asistentes, asistencia, manifestantes, los manifestantes, numero de manifestantes|asistentes",
    ),
  ]),
  reaches:
    wordSet(`a en de es fue son eran sube subio suben subieron asciende ascienden ascendio ascendieron llega llegan llego llegaron eleva elevo elevan elevaron cifro situo situa fijo ya suman sumaban sumo suma alcanza alcanzan alcanzo aumento aumenta hasta
    el la los las un total al se ha han ahora van va desde cifra estima calculo calcula estiman redujo rebaja bajo estimo ubico pasa paso asi que como esta queda lleva llevan`),
  partBefore: new PhraseTable(
    phrasesOf(
      true,
      "incluidos, incluidas, incluido, incluida, incluyendo, entre ellos, entre ellas, entre los que se cuentan, entre los cuales hay, entre estos, de ellos, de ellas, de los cuales, de las cuales, de los que, de las que, incluye, incluye a, incluyen, incluyen a, entre los que hay, entre los que figuran, entre las victimas, incluidas las de, incluidos los de, ademas de, asi como",
    ),
  ),
  partAfter: new PhraseTable(
    phrasesOf(
      true,
      "de ellos, de ellas, de los cuales, de las cuales, de estos, de estas, de los muertos|fallecidos|detenidos|heridos|presos|arrestados|asesinados, de las victimas|muertes|detenciones, entre ellos, de los que",
    ),
  ),
  additions: wordSet("mas otros otras otro otra adicionales nuevas nuevos nueva nuevo"),
  crowdVerbs: new PhraseTable(
    phrasesOf(
      true,
      `se concentraron, se congregaron, se reunieron, marcharon, se manifestaron, protestaron, salieron a las calles, salieron a la calle, tomaron las calles, se movilizaron, participaron en la|una marcha|concentracion|manifestacion,
      acudieron a la|una marcha|concentracion, desfilaron, llenaron, asistieron, caminaron, coparon, corearon, abarrotaron, acompanaron, se dieron cita, inundaron, gritaron, han salido a las calles, se sumaron, salio a las calles, salio a la calle, se concentro, marcho`,
    ),
  ),
  crowdNouns: wordSet(
    "personas manifestantes simpatizantes seguidores partidarios opositores venezolanos ciudadanos asistentes mujeres estudiantes jovenes bolivianos hondurenos chavistas oficialistas trabajadores",
  ),
  stateNouns: new PhraseTable(
    phrasesOf(
      true,
      "paises, naciones, gobiernos, estados miembros, cancilleres, cancillerias, gobiernos extranjeros, mandatarios, estados miembro, estados parte, naciones miembros",
    ),
  ),
  voteNouns: wordSet("voto votos sufragio sufragios papeleta papeletas votacion preferencias"),
  sheetNouns: wordSet(
    "acta actas mesa mesas urnas registros colegios centros escrutinio computo conteo planillas protocolos boletas formularios juntas maquinas",
  ),
  counted: wordSet(
    `escrutadas escrutados escrutado escrutada contadas contados contado contabilizadas contabilizados contabilizado computadas computados computado procesadas procesados procesado transmitidas transmitidos totalizadas totalizados digitalizadas recibidas
    transmision verificadas publicadas recontados`,
  ),
  voterNouns: wordSet(
    "electores padron inscritos votantes censo electorado empadronados habilitados registrados ciudadanos",
  ),
  votedVerbs: new PhraseTable(
    phrasesOf(
      true,
      "votaron, votó, voto, han votado, habian votado, acudieron a las urnas|votar, sufragaron, participaron, acudieron a los centros de votacion, ejercieron su derecho, ejercieron el voto, participaron en la eleccion|las elecciones|los comicios, acudieron a",
    ),
  ),
  turnoutNouns: wordSet("participacion afluencia concurrencia asistencia"),
  shareVerbs:
    wordSet(`gano ganaba gana ganar obtuvo obtiene obtenia obtener obteniendo recibio recibe logro logra consiguio alcanzo alcanza alcanzaba suma sumo sumaba tiene tenia tuvo saco cosecho acumula acumulo lidera encabeza vencio vence ganador vencedor victoria triunfo
    reeleccion reelecto reelegido proclamo declaro dado otorgado obtenido ganado logrado recibido alcanzado conseguido dio daba da dan otorgo otorga atribuyo adjudico asigno frente contra con por ante versus superando marcha aventaja impuso imponia votos dando otorgando atribuye fijo situo seguido segundo concede concedio obtendria arroja resultado apoyo respaldo`),
  otherTopics:
    wordSet(`pib inflacion economia economico crecimiento desempleo pobreza poblacion precios precio salario salarios moneda petroleo exportaciones aprobacion popularidad hogares impuesto impuestos abstencion abstencionismo abstenciones
    escanos escano curules mujeres territorio subio aumento cayo caida bajo reduccion dolar visitaron visito error margen presupuesto valor ausentismo recorte poblacional ventas produccion tasa`),
  marginNouns: wordSet(
    "diferencia margen ventaja brecha error distancia mayoria faltan restan supero superaba adelante",
  ),
  asylumNouns: wordSet("asilo refugio exilio"),
  pollNouns: new PhraseTable([
    ["encuesta|encuestas|sondeo|sondeos a boca|pie de urna", "exit-poll"],
    ["boca de urna", "exit-poll"],
    ["conteo|conteos rapido|rapidos", "quick-count"],
    ["recuento|conteo paralelo", "quick-count"],
    ["encuesta|encuestas|sondeo|sondeos", "opinion-poll"],
  ]),
  unreal: new PhraseTable(
    phrasesOf(
      true,
      "buscamos a, buscando a, estamos buscando a, prometio, promete, amenazo con, podria, podrian, necesita, necesitan, hacen falta, faltan, hara falta, exige, capturar a, capturara a, detendra a, seran, tengo, mis",
    ),
  ),
};
