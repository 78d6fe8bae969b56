import type { BatchAuditAnswer, BatchAuditTest } from "../../statistics/methods/batch-audit.ts";
import type { TestSubject } from "../../statistics/test-result.ts";
import type { Speaker } from "../speaker.ts";
import type { WordsOf } from "./method-page.ts";

function factsOf(answer: BatchAuditAnswer, speak: Speaker, { contest }: TestSubject) {
  const { status } = answer;
  return {
    risk: speak.percent(answer.risk, 1),
    isTiny: answer.risk > 0 && answer.risk < 0.0005,
    limit: speak.percent(answer.riskLimit, 1),
    read: speak.count(answer.sheetsRead),
    missing: speak.count(answer.missing.length),
    awaited: speak.count(answer.awaited.length),
    by: speak.source(answer.declaredBy),
    further: status.kind === "continue" ? speak.count(status.furtherSheets) : "",
    winner: status.kind === "call-for-everything" ? speak.selection(contest, status.winner) : "",
    loser: status.kind === "call-for-everything" ? speak.selection(contest, status.loser) : "",
  };
}

export const en: WordsOf<BatchAuditTest> = {
  name: "Audit of declared station results",
  question: "Do the sheets of stations drawn at random bear out the declared order?",
  how: [
    "Stations are drawn one after the other from the whole register, with a chance that grows with the error their declared result could hide: the declared margin plus all its voters. The draw is made in public, from a seed; anybody can make it again.",
    "For the declared winner and each other selection, ALPHA keeps a bet on the declared order: where the order is wrong, the bet passes one over the risk limit with at most that chance, however often it is looked at (Stark 2022, “ALPHA: Audit that Learns from Previously Hand-Audited Ballots”, section 4). A sheet that is not to be had counts as the worst it could say; one with a selection that nobody could read is waited for. What was declared of stations outside the register cannot be drawn: all its votes are taken as the loser’s.",
    "MACRO with Kaplan–Markov is computed from the same draws (Stark 2009, “Efficient Post-Election Audits of Multiple Contests”). It has no value where a drawn sheet is missing.",
  ],
  headline: (answer, speak, subject) => {
    const { risk, isTiny, limit, read, missing, awaited, by, further, winner, loser } = factsOf(
      answer,
      speak,
      subject,
    );
    const seen = `${read} sheets of drawn stations have been looked at, ${missing} of them not to be had; ${awaited} are waited for.`;
    switch (answer.status.kind) {
      case "confirmed":
        return answer.status.byCertainty
          ? `The order declared by ${by} is borne out by arithmetic alone: no votes on the sheets not seen could change it. ${seen}`
          : `The order declared by ${by} is confirmed at a risk limit of ${limit}: if it were wrong, sheets like these would come up with a chance of ${isTiny ? "" : "at most "}${risk}. ${seen}`;
      case "continue":
        return `Not confirmed yet: the risk stands at ${risk}, the limit is ${limit}. About ${further} further sheets would do, if none of them differs or is missing. ${seen}`;
      case "call-for-everything":
        return answer.status.reason === "errors-reach-margin"
          ? `The sheets seen change so many votes that ${winner} is no longer ahead of ${loser} by what was declared and what was found: all sheets have to be looked at. ${seen}`
          : `The risk limit can no longer be reached for ${winner} over ${loser}, whatever the other sheets show, because of what is missing: all sheets have to be looked at. ${seen}`;
    }
  },
  conditions: {
    "drawn-at-random": "The published rule and seed give exactly these stations, in this order.",
    "full-register": "Stations were drawn from all that the register lists.",
    "order-as-declared":
      "The winner by the tables audited is also ahead by the totals that the same source declared, and by all its tables. Unknown: it declared no totals.",
    "sizes-are-bounds": "No station can have had more votes than the number it was drawn with says.",
    "sheets-as-counted": "The sheets are the trusted record: they state what was counted at their stations.",
  },
  refusals: {
    "drawn-before-register":
      "The stations were drawn before the register was adopted: whoever made it could know the seed.",
    "drawn-before-results":
      "The stations were drawn before the declared results were imported: whoever made them could know the seed.",
    "declared-by-several":
      "The declared results are of several sources: no one of them declared the order that they show together.",
    "declared-by-sheet-source":
      "The sheets are of the source that declared the results: they would bear out themselves.",
    "results-replaced":
      "The source has replaced its declared results by others: an audit of those has to be started.",
    "results-unfit":
      "The declared results and the register do not go together: a station is declared twice, or its size is not known or below its votes.",
    "order-declared-otherwise":
      "The source declared totals, or further tables, by which another order holds: there is no one declared order to audit.",
    "draw-not-reproduced":
      "The published rule and seed do not give these stations, so no risk can be told from them.",
    "no-batches": "The register lists no station.",
    "no-loser": "There is only one selection.",
    tie: "Two selections were declared level: an audit needs an order to test.",
    "winner-behind": "By the declared station results the declared winner is not ahead.",
    "votes-outside-reach-margin": "The votes outside the audit reach the margin.",
    "error-above-bound":
      "A sheet shows more votes than its station was said to be able to have: the sizes are no bounds, and the audit has to start again with others.",
  },
};

export const es: WordsOf<BatchAuditTest> = {
  name: "Auditoría de los resultados declarados por mesa",
  question: "¿Respaldan las actas de mesas sorteadas el orden declarado?",
  how: [
    "Las mesas se sortean una tras otra del padrón entero, con una probabilidad que crece con el error que su resultado declarado podría ocultar: la ventaja declarada más todos sus electores. El sorteo se hace en público, con una semilla; cualquiera puede repetirlo.",
    "Para quien se declaró ganador y cada una de las demás opciones, ALPHA lleva una apuesta a favor del orden declarado: si el orden no es el verdadero, la apuesta pasa de uno entre el límite de riesgo con esa probabilidad como mucho, se mire cuantas veces se mire (Stark 2022, “ALPHA: Audit that Learns from Previously Hand-Audited Ballots”, sección 4). Un acta que no aparece cuenta como lo peor que podría decir; la que tiene una opción ilegible se espera. Lo declarado de mesas fuera del padrón no se puede sortear: todos sus votos se toman como del perdedor.",
    "MACRO con Kaplan–Markov se calcula con el mismo sorteo (Stark 2009, “Efficient Post-Election Audits of Multiple Contests”). No tiene valor donde falta un acta sorteada.",
  ],
  headline: (answer, speak, subject) => {
    const { risk, isTiny, limit, read, missing, awaited, by, further, winner, loser } = factsOf(
      answer,
      speak,
      subject,
    );
    const seen = `Se han mirado ${read} actas de mesas sorteadas, ${missing} de ellas sin aparecer; se esperan ${awaited}.`;
    switch (answer.status.kind) {
      case "confirmed":
        return answer.status.byCertainty
          ? `La sola aritmética respalda el orden declarado por ${by}: ningún voto de las actas no vistas podría cambiarlo. ${seen}`
          : `El orden declarado por ${by} queda confirmado con un límite de riesgo del ${limit}: si no fuera el verdadero, actas como estas saldrían con una probabilidad de ${risk}${isTiny ? "" : " como mucho"}. ${seen}`;
      case "continue":
        return `Todavía no está confirmado: el riesgo está en ${risk} y el límite es ${limit}. Bastarían unas ${further} actas más, si ninguna difiere ni falta. ${seen}`;
      case "call-for-everything":
        return answer.status.reason === "errors-reach-margin"
          ? `Las actas vistas cambian tantos votos que, con lo declarado y lo encontrado, ${winner} ya no va delante de ${loser}: hay que mirar todas las actas. ${seen}`
          : `Ya no se puede llegar al límite de riesgo para ${winner} sobre ${loser}, digan lo que digan las demás actas, por lo que falta: hay que mirar todas las actas. ${seen}`;
    }
  },
  conditions: {
    "drawn-at-random": "La regla y la semilla publicadas dan justamente estas mesas, en este orden.",
    "full-register": "Las mesas se sortearon entre todas las del padrón.",
    "order-as-declared":
      "El ganador según las tablas auditadas también va delante en los totales que declaró la misma fuente, y en todas sus tablas. No se sabe: no declaró totales.",
    "sizes-are-bounds": "Ninguna mesa pudo tener más votos que el número con que se sorteó.",
    "sheets-as-counted": "Las actas son el documento de referencia: dicen lo que se contó en sus mesas.",
  },
  refusals: {
    "drawn-before-register":
      "Las mesas se sortearon antes de adoptar el padrón: quien lo hizo podía conocer la semilla.",
    "drawn-before-results":
      "Las mesas se sortearon antes de importar los resultados declarados: quien los hizo podía conocer la semilla.",
    "declared-by-several":
      "Los resultados declarados son de varias fuentes: ninguna declaró el orden que muestran juntos.",
    "declared-by-sheet-source":
      "Las actas son de la fuente que declaró los resultados: se respaldarían a sí mismas.",
    "results-replaced":
      "La fuente reemplazó sus resultados declarados por otros: hay que empezar una auditoría de esos.",
    "results-unfit":
      "Los resultados declarados y el padrón no concuerdan: una mesa se declara dos veces, o su tamaño no se conoce o es menor que sus votos.",
    "order-declared-otherwise":
      "La fuente declaró totales, u otras tablas, con otro orden: no hay un solo orden declarado que auditar.",
    "draw-not-reproduced":
      "La regla y la semilla publicadas no dan estas mesas, así que de ellas no se puede decir ningún riesgo.",
    "no-batches": "El padrón no tiene ninguna mesa.",
    "no-loser": "Hay una sola opción.",
    tie: "Se declararon dos opciones empatadas: una auditoría necesita un orden que probar.",
    "winner-behind": "Según los resultados declarados por mesa, quien se declaró ganador no va delante.",
    "votes-outside-reach-margin": "Los votos que quedan fuera de la auditoría alcanzan la ventaja.",
    "error-above-bound":
      "Un acta tiene más votos de los que se dijo que su mesa podía tener: esos tamaños no son límites, y hay que empezar otra auditoría con otros.",
  },
};
