import { PhraseTable, phrasesOf } from "./phrase-table.ts";

/** The phrases of a list. */
export const phrases = (list: string) => new PhraseTable<true>(phrasesOf<true>(true, list));

/** What a stance may be about: the words that stand near it. */
export const RESULT_EN =
  /^(?:results?|outcome|victory|win|winner|claims?|count|re-?election|reelection|election|elections|vote|ruling|process|assertion|tall(?:y|ies)|president-elect|president|figures|announcement|legitimacy|triumph|government|side|proclaimed|legitimate)$/;
export const RESULT_ES =
  /^(?:resultados?|victoria|triunfo|ganador|reeleccion|eleccion|elecciones|sentencia|comicios|proceso|presidente|presidenta|electo|vencedor|proclamacion|legitimidad|mandatario|escrutinio|reelecto|reelegido|fallo|legitimo|boletin|gobierno)$/;
export const RESULT_PT =
  /^(?:resultados?|vitoria|vencedor|reeleicao|eleicao|eleicoes|pleito|processo|presidente|eleito|sentenca|acordao|legitimidade|apuracao|contagem|derrota|ganhador|governo)$/;
export const SHEETS =
  /^(?:breakdown|results?|records|sheets|tall(?:y|ies)|actas?|atas?|figures|minutes|detailed|station|resultados|desglosad\w*|detallad\w*|mesa|desagregad\w*|datos|dados|boletins|numbers|data|forms)$/;
export const VERIFY =
  /^(?:verification|verify|audit|review|recount|verificacion|verificar|auditoria|auditar|revision|recuento|verificacao|recontagem|revisao|reconteo|scrutiny)$/;
export const INVESTIGATE = /^(?:investigat\w*|inquiry|probe|investig\w*|inquerito|indagar|averigu\w*)$/;
export const ASYLUM = /^(?:asylum|refuge|protection|asilo|refugio|proteccion|protecao)$/;
