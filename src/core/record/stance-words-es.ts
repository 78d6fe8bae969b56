import type { StanceRule } from "./stance-lexicon.ts";
import { phrases, RESULT_ES, SHEETS, VERIFY, INVESTIGATE, ASYLUM } from "./stance-patterns.ts";

/** With what words stances are taken: those of Spanish. */
export const STANCE_WORDS_ES: readonly StanceRule[] = [
  {
    stance: "rejects-result",
    verbs: phrases("no acepta la derrota, no acepto la derrota, no acepta el resultado"),
  },
  {
    stance: "refuses-recognition",
    verbs: phrases(
      "desconocio, desconocieron, desconoce, desconocen, no reconoce, no reconocen, no reconocio, no reconocieron, no reconocera, no reconoceran, no acepta, no aceptan, no acepto, nego el reconocimiento, se nego a reconocer, se negaron a reconocer, no reconocemos, se abstuvo de reconocer, se abstuvieron de reconocer, no ha reconocido, no han reconocido",
    ),
  },
  {
    stance: "recognises",
    verbs: phrases(
      "reconocio, reconocieron, reconoce, reconocen, reconoceran, lo reconocio, ha reconocido, han reconocido, reconociendo, respaldo, respaldaron, que reconocio, considero legitimo|legitimos, considera legitimo",
    ),
    about: RESULT_ES,
    denied: "refuses-recognition",
    unless: /^(?:manifestantes|derrota)$/,
  },
  {
    stance: "recognises",
    verbs: phrases(
      "da por ganador, dio por ganador, dan por ganador, dieron por ganador, da por vencedor, reconocio al reelecto, respaldo el resultado",
    ),
  },
  {
    stance: "recognises",
    verbs: phrases(
      "obtuvo la mayoria de los votos, obtuvo la mayoria de votos, obtuvo mas votos, gano las elecciones",
    ),
    isReported: true,
  },
  {
    stance: "congratulates",
    verbs: phrases(
      "felicito, felicitaron, felicita, felicitan, saludo la reeleccion|victoria, saludaron la reeleccion|victoria, enviaron felicitaciones, ha felicitado, han felicitado, congratulo, congratularon",
    ),
  },
  {
    stance: "rejects-result",
    verbs: phrases(
      "rechazo, rechazaron, rechaza, rechazan, su rechazo a, impugno, impugnaron, cuestiono, cuestionaron, pidio nuevas elecciones, pidieron nuevas elecciones",
    ),
    about:
      /^(?:resultados?|victoria|triunfo|reeleccion|eleccion|elecciones|sentencia|comicios|proclamacion|escrutinio)$/,
    unless: /^(?:asilo|oferta|informe)$/,
  },
  {
    stance: "validates-result",
    verbs: phrases(
      "convalido, valido, ratifico, ratifica, avalo, certifico, confirmo, convalida, valida, validaron, avalaron, homologo, refrendo, descarto que hubiera manipulacion, considero que el resultado refleja, consideraron que el resultado refleja, validado por, convalidada por, ratificada por",
    ),
    about:
      /^(?:resultados?|victoria|triunfo|reeleccion|eleccion|elecciones|proceso|comicios|manipulacion|voluntad|tribunal)$/,
    unless: /^(?:muertos?|muertes?|fallecid\w*|detenid\w*|arrestos)$/,
  },
  {
    stance: "demands-breakdown",
    verbs: phrases(
      "exigio, exigieron, exige, exigen, pidio, pidieron, pide, piden, pidiendo, solicito, solicitaron, insto, instaron, insta, instan, reclamo, reclamaron, reclama, urgio, urgieron, demando, demandaron, llamo a, cobro",
    ),
    about: SHEETS,
    unless: /^(?:detenid\w*|presos|auditoria|verific\w*|recuento|investig\w*|revision|elecciones)$/,
  },
  {
    stance: "demands-verification",
    verbs: phrases(
      "exigio, exigieron, exige, exigen, pidio, pidieron, pide, piden, solicito, solicitaron, insto, instaron, reclamo, reclamaron, reclama, demando, demandaron",
    ),
    about: VERIFY,
  },
  {
    stance: "demands-investigation",
    verbs: phrases(
      "exigio, exigieron, exige, exigen, pidio, pidieron, pide, piden, solicito, solicitaron, insto, instaron, reclamo, reclamaron, llamo a, llamaron a",
    ),
    about: INVESTIGATE,
  },
  {
    stance: "demands-release",
    verbs: phrases(
      "exigio, exigieron, exige, exigen, pidio, pidieron, pide, piden, solicito, solicitaron, insto, reclamo, reclamaron, reclama, demando, llamo a",
    ),
    about: /^(?:liberacion|excarcelacion|liberar|liberen|libertad|libere)$/,
  },
  {
    stance: "finds-not-democratic",
    isReported: true,
    verbs: phrases(
      "no puede considerarse democratica|democratico, no pueden considerarse democraticas|democraticos, no se adecuo a, no cumplio con los estandares, no fue libre, no fueron libres, no cumple los estandares, impide considerar",
    ),
  },
  {
    stance: "alleges-manipulation",
    verbs: phrases(
      "denuncio, denunciaron, denuncia, acuso, acusaron, acusa, alego, advirtio, senalo, hallo, encontro",
    ),
    about: /^(?:manipul\w+|frau\w+|distorsion\w*|adulter\w+|alteracion\w*|alter\w+)$/,
    unless: /^(?:muert\w+|fallecid\w+|detenid\w+|sin|no)$/,
  },
  {
    stance: "expresses-concern",
    verbs: phrases(
      "expreso su|gran|profunda|seria preocupacion|alarma, expreso preocupacion|alarma, expresaron su|gran|profunda preocupacion, expresa su preocupacion, manifesto su preocupacion, manifesto preocupacion, manifestaron su preocupacion, preocupacion por, expreso dudas, su alarma por, mostro su preocupacion, expresaron preocupacion, expreso su profunda preocupacion",
    ),
  },
  {
    stance: "condemns",
    verbs: phrases(
      "condeno, condenaron, condena, condenan, repudio, repudiaron, califico de intolerable, calificaron de, su condena, repudia, ha condenado",
    ),
    unless: /^(?:anos|prision|carcel)$/,
  },
  {
    stance: "condemns",
    verbs: phrases("califico de"),
    about: /^(?:intolerable|inaceptable|barbarie|brutal|inadmisible)$/,
  },
  {
    stance: "calls-for-dialogue",
    verbs: phrases(
      "llamo a, llamaron a, llamo al, llamaron al, pidio, pidieron, insto a, instaron a, se ofrecio, se ofrecieron, ofrecio, ofrecieron, abogo, abogaron, exhorto, exhortaron, aboga, hizo un llamado, apoyan, propuso",
    ),
    about:
      /^(?:dialogo|mediador|mediar|mediacion|negociad\w*|negociacion\w*|oficios|conversaciones|entendimiento)$/,
  },
  { stance: "offers-asylum", verbs: phrases("ofrecio, ofrece, ofrecieron, ofreciendo"), about: ASYLUM },
  {
    stance: "grants-asylum",
    verbs: phrases("otorgo, concedio, concede, otorga, dio, ha concedido, le otorgo, otorgaron, brindo"),
    about: ASYLUM,
  },
  {
    stance: "seeks-asylum",
    verbs: phrases("pidio, solicito, solicita, pide, busco, se refugio, se asilo, obtuvo"),
    about: ASYLUM,
    unless: /^(?:concedio|otorgo)$/,
  },
  {
    stance: "severs-relations",
    verbs: phrases("rompio, rompe, rompieron, corto, suspendio, suspendieron, ha roto, ruptura de"),
    about: /^(?:relaciones|vinculos)$/,
  },
  {
    stance: "withdraws-diplomats",
    verbs: phrases(
      "retiro, retiraron, retira, llamo a consultas, retirar, ha retirado, llamo a su embajador",
    ),
    about: /^(?:diplomatic\w*|embajador\w*|personal|mision|consultas)$/,
  },
  {
    stance: "expels-envoys",
    verbs: phrases("expulso, expulsaron, expulsa, expulsion de, ha expulsado"),
    about: /^(?:diplomatic\w*|embajador\w*|personal|mision|representantes)$/,
  },
  {
    stance: "sanctions",
    verbs: phrases(
      "sanciono, sancionaron, sanciona, impuso sanciones, impusieron sanciones, anuncio sanciones, anunciaron sanciones, impone sanciones, sanciono a, ha sancionado",
    ),
  },
];
