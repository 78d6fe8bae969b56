import type { VoiceLexicon } from "./voice-lexicon.ts";
import { modalityPhrases, pairs, verbs } from "./modality-phrases.ts";
import { PhraseTable, phrasesOf, wordSet } from "./phrase-table.ts";

/** With what words voices are cited: those of Spanish. */
export const VOICE_WORDS_ES: VoiceLexicon = {
  says: new PhraseTable([
    ...verbs(
      "es",
      "said",
      `afirmar senalar agregar explicar precisar detallar indicar manifestar apuntar subrayar recalcar recordar comentar relatar expresar resaltar destacar remarcar puntualizar aclarar replicar contestar reiterar resumir
      lamentar reprochar vaticinar asegurar alegar aseverar matizar insistir responder ratificar acotar concretar celebrar advertir referir`,
    ),
    ...modalityPhrases(
      "said",
      `dijo, dice, dicen, dijeron, decia, decian, ha dicho, habia dicho, anadio, anade, anadieron, ha anadido, advierte, conto que, cuenta que, escribio, ha escrito, expuso, prosiguio, sostuvo, sostiene, sostienen, sostuvieron, ha sostenido, declaro que, declaro a, declaro, declara que,
      insistio, habla de, hablo de, hablan de, habia hablado de, habia hablado, ha hablado de, dio otra cifra, conto, cuenta, recuerda, recuerdan, cuentan, sugiere, sugirio, demuestra, advirtio, advierten, advirtieron, ha advertido, refirio, refiere, indico que, manifiesta, manifiestan`,
    ),
    ...verbs("es", "declared", "anunciar comunicar informar"),
    ...modalityPhrases("declared", "proclamo que, dio a conocer, hizo saber, dieron a conocer"),
    ...verbs("es", "reported", "reportar notificar revelar mostrar reflejar"),
    ...modalityPhrases(
      "reported",
      "dio cuenta de, daba cuenta de, dieron cuenta de, ha|habia dado cuenta de, ha|habia dado cuenta, muestra, muestran, informo de",
    ),
    ...verbs(
      "es",
      "counted",
      "contabilizar documentar registrar verificar computar manejar listar elevar cifrar situar constatar identificar recopilar sumar corroborar rebajar actualizar totalizar llevar acreditar",
    ),
    ...modalityPhrases(
      "counted",
      "redujo, los rebaja, tiene registrados, tiene registro de, tiene documentados, recogio, recoge, lleva contabilizados, eleva a, cuenta con",
    ),
    ...verbs("es", "estimated", "estimar calcular"),
    ...modalityPhrases("claimed", "pretende, se atribuye, se adjudica, reivindica"),
    ...verbs("es", "accused", "denunciar acusar"),
    ...verbs("es", "denied", "rechazar descartar refutar cuestionar"),
    ...modalityPhrases(
      "denied",
      "nego, niega, niegan, negaron, ha negado, desmintio, desmiente, ha desmentido, tambien nego",
    ),
    ...verbs("es", "confirmed", "confirmar admitir"),
    ...modalityPhrases(
      "confirmed",
      "reconocio que, ha reconocido, reconoce que, reconocio, dan por, da por, acepta",
    ),
    ...modalityPhrases("found", "concluyo que, concluyo, concluye, determino que, hallo, encontro"),
  ]),
  results: new PhraseTable([
    ...modalityPhrases(
      "declared",
      `ha|habia proclamado|declarado|otorgado|adjudicado|atribuido|concedido|dado, proclamo, proclama, declaro, declara, dio, da, daba, daban, dieron, otorgo, otorga, concedio, concede, atribuyo, atribuye, adjudico, adjudica, asigno, asigna, anuncio, habia dado, ha dado, diera, otorgara, arroja, arrojo, anuncia, dan, indica, indico, otorgaba, concedia, ubica, coloca`,
    ),
  ]),
  accords: new PhraseTable(
    modalityPhrases(
      "attributed",
      `segun, de acuerdo con, de acuerdo a, de acuerdo al, conforme a, en palabras de, a juicio de, a decir de, en opinion de, con base en datos de, segun lo informado por, segun informo, segun dijo, segun confirmo,
      segun informaron, segun denuncio, segun anuncio, segun reporto, segun preciso, segun indico, segun explico, segun senalo, segun afirmo, segun aseguro, segun publico, segun detallo, segun ha informado, segun ha confirmado,
      segun dijeron, segun revelo, segun admitio, segun reconocio, segun el recuento de, segun el balance de`,
    ),
  ),
  participles: new PhraseTable([
    ...modalityPhrases(
      "reported",
      "reportad~ por, publicad~ por, difundid~ por, divulgad~ por, facilitad~ por, ofrecid~ por",
    ),
    ...modalityPhrases(
      "counted",
      "verificad~ por, registrad~ por, documentad~ por, contabilizad~ por, contad~ por, recopilad~ por",
    ),
    ...modalityPhrases("confirmed", "confirmad~ por, admitid~ por, reconocid~ por"),
    ...modalityPhrases("estimated", "estimad~ por, calculad~ por"),
    ...modalityPhrases("declared", "anunciad~ por, emitid~ por, proclamad~ por, atribuid~ por"),
  ]),
  figuresOf: pairs(
    `cifras, datos, numeros, registros, un informe, el informe, informes, un comunicado, un balance, el balance, el conteo, un conteo, un recuento, la lista, una lista, las listas, fuentes,
    estimaciones, reportes, un reporte, las copias, informacion, los datos, las cifras, los registros, el ultimo balance, el ultimo informe, las cuentas, el reporte, un despacho, los numeros, un reporte, un boletin, el boletin`,
    "de, del, en",
  ),
  claims: wordSet("cifra balance"),
  actorNouns:
    wordSet(`autoridades autoridad oposicion policia gobierno ejercito fuerzas funcionarios ministerio fiscalia fiscal comision consejo tribunal corte comite partido coalicion alianza grupo organizacion organizaciones ong ongs agencia observatorio
    observadores testigos medicos abogados abogado activistas organizadores fuentes fuente portavoz vocero vocera ministro ministra presidente presidenta director directora lider dirigente jefe jefa gobernador gobernadora alcalde alcaldesa alcaldia iglesia obispos
    sindicato red mision oficina centro liga comando comite criticos vecinos familiares equipo hospital medios diario canal television radio regimen ejecutivo secretario secretaria defensoria defensor instituto fundacion asociacion colectivo
    plataforma junta federacion movimiento foro parlamento congreso asamblea estado coordinador coordinadora rector rectora comandante general candidato candidata vicepresidente vicepresidenta mandatario canciller intendente alto alta comisionada comisionado relator relatora
    fuerza armada cruz roja laboratorio conferencia episcopal prensa colegio despacho encuesta conteo recuento informe comunicado politologo sociologo socióloga analistas analista prefecto prefectura embajada departamento bombero bomberos madre padre hermana
    procuraduria procurador acnudh cidh oea onu ue expertos jueces juez magistrado autoridad ente organismo entidad reporteros periodistas documento lista registro padron despachos agencias bloque firmantes`),
  personNouns:
    wordSet(`fiscal portavoz vocero vocera ministro ministra presidente presidenta director directora lider dirigente jefe jefa gobernador gobernadora alcalde alcaldesa secretario secretaria defensor coordinador coordinadora rector rectora comandante general candidato candidata
    vicepresidente vicepresidenta mandatario canciller intendente comisionada comisionado relator relatora abogado abogada politologo sociologo sociologa analista procurador madre padre hermana medico senador senadora diputado diputada obispo cardenal doctor doctora embajador magistrado magistrada juez jueza`),
  pronouns: new Map([
    ["ella", "person"],
    ["ellos", "group"],
    ["este", "person"],
  ]),
  groupWords: wordSet(
    "organizacion ong grupo organismo entidad agencia ministerio comision consejo tribunal oficina partido coalicion comite misma mismo instituto red colectivo centro ente autoridad informe comunicado gremio",
  ),
  anyGroup: wordSet("organizacion ong grupo organismo entidad misma mismo colectivo"),
  contrasts: new PhraseTable(
    phrasesOf(
      true,
      "mientras que?, pero, aunque, en tanto que, en cambio, sin embargo, si bien, por su parte",
    ),
  ),
  openers: wordSet(
    "cuando donde porque desde tras despues antes como si aunque mientras pero que quien cual con luego pese",
  ),
  relatives: wordSet("quien que quienes"),
  complementizers: wordSet("que"),
  adjuncts:
    wordSet(`lunes martes miercoles jueves viernes sabado domingo este esta en un una el la los las pasado anoche ayer hoy noche manana tarde madrugada semana mes comunicado rueda conferencia de prensa informe red redes sociales social a periodistas medios
    tambien ya entonces ahora luego despues ademas ha han habia habian solo no se le les lo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ante su sus cuenta television estatal mismo misma al por parte entrevista x twitter instagram desde
    unas horas antes video mensaje balance telefonica previamente posteriormente finalmente nuevamente a las`),
  times: wordSet(
    "lunes martes miercoles jueves viernes sabado domingo hoy ayer anoche anteayer semana noche madrugada tarde manana mes entretanto",
  ),
  timeLinks: wordSet("el la este esta pasado pasada en por de ultimo a"),
  auxiliaries: wordSet(
    "ha han habia habian tambien ya luego solo ademas aun no le les se lo los en cambio entonces despues",
  ),
  links: wordSet("de del la el los las y en para e por a contra al"),
  by: new PhraseTable(phrasesOf(true, "por")),
};
