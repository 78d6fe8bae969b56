import type { MeasureLexicon } from "./measure-lexicon.ts";
import { measurePhrases } from "./measure-phrases.ts";
import { PhraseTable, phrasesOf, wordSet } from "./phrase-table.ts";

/** With what words counts are told: those of Portuguese. */
export const MEASURE_WORDS_PT: MeasureLexicon = {
  people:
    wordSet(`pessoas pessoa civis civil manifestantes manifestante homens homem mulheres mulher criancas crianca menores menor adolescentes adolescente jovens jovem estudantes estudante
    soldados soldado militares militar policias policia policiais policial agentes agente membros membro jornalistas jornalista reporteres ativistas ativista activistas opositores opositor
    dirigentes politicos lideres cidadaos cidadao venezuelanos mocambicanos brasileiros apoiadores apoiantes simpatizantes partidarios prisioneiros reclusos presidiarios trabalhadores camponeses vitimas vitima
    pacientes individuos professores moradores migrantes adultos advogados medicos eleitores observadores testemunhas voluntarios familiares maes pais bebes indigenas estrangeiros deputados
    prefeitos ministros juizes militantes rebeldes suspeitos funcionarios sindicalistas guardas guarda profissionais outros outras vidas corpos integrantes participantes caminhoneiros bombeiros efetivos
    elementos oficiais populares garimpeiros comerciantes presidiarias detentos`),
  events: new PhraseTable([
    ...measurePhrases(
      "deaths",
      "mortes, morte, obitos, obito, falecimentos, assassinatos, assassinato, homicidios, homicidio, execucoes, vitimas mortais|fatais, vitima mortal|fatal, assassinios",
    ),
    ...measurePhrases("injuries", "ferimentos, lesoes"),
    ...measurePhrases(
      "arrests",
      "detencoes, detencao, prisoes, prisao, capturas, apreensoes de pessoas, encarceramentos",
    ),
    ...measurePhrases(
      "releases",
      "libertacoes, libertacao, solturas, soltura, liberacoes, alvaras de soltura",
    ),
    ...measurePhrases(
      "asylum",
      "pedidos de asilo|refugio, solicitacoes de asilo|refugio, requerentes|solicitantes de asilo|refugio, asilados, asilado, refugiados, exilados",
    ),
  ]),
  states: new PhraseTable([
    ...measurePhrases(
      "deaths",
      "mort~, falecid~, assassinad~, cadaveres, cadaver, executad~, abatid~, martires, corpos sem vida, mort~ a tiro, mort~ a tiros",
    ),
    ...measurePhrases(
      "injuries",
      "ferid~, balead~, lesionad~, hospitalizad~, internad~, ferid~ a bala, agredid~, ferid~ graves",
    ),
    ...measurePhrases(
      "arrests",
      "detid~, pres~, pres~ politic~, prisioneiros politicos, encarcerad~, capturad~, aprisionad~, na cadeia, na prisao, sob custodia, atras das grades, em prisao, sob detencao, recolhid~, detid~ arbitrariamente",
    ),
    ...measurePhrases("releases", "libertad~, libertos, solt~, liberad~, em liberdade, post~ em liberdade"),
  ]),
  governors: new PhraseTable([
    ...measurePhrases(
      "deaths",
      `morreram, morreu, morrem, faleceram, faleceu, perderam a vida, morte|mortes|assassinato|assassinatos|falecimento|execucao|obito de|das|dos, mataram, matou, mata, assassinou, assassinaram, foram mortos|mortas|assassinados|executados, custou a vida a, tirou a vida a|de,
      vida de, corpos de, resultaram na morte de, causou a morte de, causaram a morte de, terem|tenham|ter|haviam|tinham|havia|tinha morrido, ja morreram, matando, na morte de, foi morto, foram mortos`,
    ),
    ...measurePhrases(
      "injuries",
      "feriu, feriram, ferindo, feridas, ficaram feridos|feridas, ficou ferido, foram feridos|feridas|baleados|baleadas, balearam, ferimentos em|a, ferimentos causados a, feridos",
    ),
    ...measurePhrases(
      "arrests",
      `deteve, detiveram, detem, prendeu, prenderam, prende, prendendo, prender, deteve a, detencao|detencoes|prisao|prisoes|captura|capturas de|das|dos, capturou, capturaram, foram detidos|detidas|presos|presas|capturados, foi preso, foi detido, encarcerou, estao presos|detidos,
      mantem presos|detidos, seguem|continuam|permanecem presos|detidos|detidas|presas, detidos, prendemos, haviam prendido`,
    ),
    ...measurePhrases(
      "releases",
      "libertou, libertaram, libertacao|libertacoes|soltura|solturas|liberacao de|das|dos, soltou, soltaram, solta, libera, liberou, liberaram, pos em liberdade, foram libertados|libertadas|soltos|soltas|liberados, libertado, soltado",
    ),
    ...measurePhrases(
      "crowd",
      "multidao|marcha|manifestacao|concentracao|ato|comicio de|com, reuniu, juntou, mobilizou, atraiu, congregou, reuniram, perante, ante, diante de, juntaram",
    ),
    ...measurePhrases("asylum", "concedeu asilo a, acolheu, deu asilo a, abriga, abrigou"),
  ]),
  verbs: new PhraseTable([
    ...measurePhrases(
      "deaths",
      `morreram, morreu, morrem, faleceram, faleceu, perderam a vida, perdeu a vida, terem morrido, tenham morrido, haviam morrido, ja morreram, tinham morrido, terao morrido, teriam morrido, perderam as suas? vidas, tambem morreram`,
    ),
    ...measurePhrases(
      "injuries",
      "sofreram ferimentos|lesoes, sofreu ferimentos, ficaram feridos|feridas, ficou ferido|ferida, deram entrada nos hospitais, foram atingidos|atingidas, receberam tiros, com ferimentos, com lesoes",
    ),
    ...measurePhrases(
      "arrests",
      "seguem|continuam|permanecem|estao presos|presas|detidos|detidas|encarcerados|na|sob, seguem na cadeia|prisao, continuam na cadeia|prisao, estao na cadeia|prisao",
    ),
    ...measurePhrases(
      "releases",
      "sairam da cadeia|prisao, sairam em liberdade, foram restituidos|restituidas a liberdade, ganharam a liberdade, recuperaram a liberdade, ganharam liberdade",
    ),
    ...measurePhrases(
      "asylum",
      `estao|permanecem|seguem refugiados|asilados|refugiadas|asiladas, pediram asilo|refugio, solicitaram asilo|refugio, procuraram asilo|refugio, buscaram asilo|refugio, refugiaram-se, refugiaram - se, se refugiaram, se asilaram, receberam asilo, obtiveram asilo, exilaram - se, fugiram para, se exilaram, ja pediram asilo|refugio`,
    ),
  ]),
  participles: new PhraseTable([
    ...measurePhrases(
      "deaths",
      "mort~, assassinad~, executad~, abatid~, encontrad~ mort~, mort~ a tiro, mort~ a tiros, alvejad~ mortalmente",
    ),
    ...measurePhrases(
      "injuries",
      "ferid~, balead~, lesionad~, hospitalizad~, atingid~, alvejad~, internad~, agredid~",
    ),
    ...measurePhrases(
      "arrests",
      "detid~, pres~, capturad~, encarcerad~, recolhid~, levad~ pres~, aprisionad~, indiciad~, na cadeia, na prisao, sob custodia",
    ),
    ...measurePhrases(
      "releases",
      "libertad~, solt~, liberad~, post~ em liberdade, restituid~ a liberdade, colocad~ em liberdade, em liberdade",
    ),
  ]),
  auxiliaries:
    wordSet(`foi foram ficou ficaram esta estao estava estavam haviam havia tinham tinha tenham tenha ter terem terao teriam sido seguem segue continuam continua permanecem permanece
    ha houve sao era eram ja ser serem seriam acabaram resultaram`),
  fillers:
    wordSet(`tambem ja depois mais outros outras todos todas de do da dos das no na nos nas o a os as em um uma seus sua com por pelo pela pelos desde ate durante este esta neste nesta nesse
    entre cerca ontem hoje segunda terca quarta quinta sexta feira sabado domingo passado noite madrugada semana capital cidade pais estado provincia apos arbitrariamente alegadamente ainda
    que quem nao so supostamente inicialmente posteriormente`),
  barriers: wordSet("mas enquanto embora porque quando onde se segundo disse e ou nem como antes porem"),
  prepositions: wordSet(
    "de do da dos das em no na nos nas a ao aos com por pelo pela para desde ate durante entre apos sobre contra sem",
  ),
  articles: wordSet("o a os as um uma uns umas"),
  tolls: new PhraseTable([
    ...measurePhrases(
      "deaths",
      `numero|balanco|saldo|total|contagem|lista de mortos|mortes|vitimas|obitos|falecidos, numero|balanco|total de vitimas mortais|fatais, numero de pessoas mortas, mortos, mortes, obitos, os mortos, as mortes, vitimas mortais|fatais, numero total de mortos`,
    ),
    ...measurePhrases(
      "injuries",
      "numero|total|balanco de feridos|baleados, feridos, os feridos, numero de pessoas feridas",
    ),
    ...measurePhrases(
      "arrests",
      `numero|total|lista|contagem de detidos|presos|detencoes|prisoes, numero|total de presos politicos, detidos, presos, detencoes, prisoes, os detidos, os presos, presos politicos, numero de pessoas detidas|presas, os presos politicos`,
    ),
    ...measurePhrases(
      "releases",
      "numero|total de libertados|soltos|libertacoes|solturas|liberados, libertacoes, solturas, libertados, os libertados",
    ),
    ...measurePhrases(
      "crowd",
      "participantes, os participantes, publico, o publico, manifestantes, numero de manifestantes|participantes",
    ),
  ]),
  reaches:
    wordSet(`a em de e foi sao eram para subiu sobe subiram chega chegam chegou chegaram eleva elevou elevam passou passa ja somam somava soma ascende ascendem atinge atingiu atingem aumentou permanece agora vai
    o os as um total ao aos se tem desde ate estima calcula estimou calculou fixou situou esta estimado era num numa fica ficou que ha aponta fala falam admite`),
  partBefore: new PhraseTable(
    phrasesOf(
      true,
      "incluindo, incluidos, incluidas, inclusive, entre eles, entre elas, entre os quais, entre as quais, dos quais, das quais, deles, delas, entre as vitimas ha?, entre os mortos ha?, entre estes, inclui, incluem, sendo, bem como, alem de",
    ),
  ),
  partAfter: new PhraseTable(
    phrasesOf(
      true,
      "deles, delas, dos quais, das quais, destes, destas, dos mortos|feridos|detidos|presos, das vitimas|mortes|detencoes, entre eles, entre elas",
    ),
  ),
  additions: wordSet("mais outros outras outro outra adicionais novas novos"),
  crowdVerbs: new PhraseTable(
    phrasesOf(
      true,
      `se concentraram, concentraram - se, se reuniram, reuniram - se, marcharam, se manifestaram, manifestaram - se, protestaram, sairam as ruas, foram as ruas, tomaram as ruas, participaram, desfilaram, ocuparam, lotaram, encheram,
      caminharam, juntaram - se, se juntaram, compareceram, saiu as ruas, gritaram, percorreram, celebraram`,
    ),
  ),
  crowdNouns: wordSet(
    "pessoas manifestantes simpatizantes apoiadores apoiantes partidarios opositores venezuelanos cidadaos participantes mulheres estudantes jovens mocambicanos populares brasileiros trabalhadores",
  ),
  stateNouns: new PhraseTable(
    phrasesOf(
      true,
      "paises, nacoes, governos, estados membros, estados - membros, chanceleres, governos estrangeiros, paises membros, estados-membros",
    ),
  ),
  voteNouns: wordSet("voto votos sufragio sufragios votacao boletins"),
  sheetNouns: wordSet(
    "ata atas acta actas editais edital urnas urna mesas mesa secoes seccoes secao boletins apuracao contagem escrutinio apuramento",
  ),
  counted: wordSet(
    "apuradas apurados apurado apurada contadas contados contabilizadas contabilizados contabilizado escrutinadas escrutinados processadas processados transmitidas totalizadas totalizados totalizada divulgadas concluida concluido recebidas computados verificadas",
  ),
  voterNouns: wordSet("eleitores eleitorado inscritos votantes recenseados cadernos aptos registados"),
  votedVerbs: new PhraseTable(
    phrasesOf(
      true,
      "votaram, votou, compareceram, foram as urnas, compareceram as urnas, participaram na|da votacao|eleicao|eleicoes, exerceram o direito, foram votar, acorreram as urnas",
    ),
  ),
  turnoutNouns: wordSet("participacao comparecimento afluencia adesao presenca"),
  shareVerbs:
    wordSet(`venceu vence vencer ganhou ganha ganharia obteve obtem teve tem tinha recebeu recebe alcancou alcanca conquistou conseguiu somou soma recolheu lidera lidera vencedor vencedora vitoria triunfo reeleicao reeleito declarou proclamou fixou situou dado obtido ganho recebido alcancado deu dava da dao
    atribuiu atribui deram conferiu contra com por ante versus frente segundo terceiro ficou lugar equivalentes soma somava acumula tendo registou apontam aponta`),
  otherTopics:
    wordSet(`pib inflacao economia economico crescimento desemprego pobreza populacao precos preco salario salarios moeda petroleo exportacoes aprovacao popularidade familias imposto impostos cadeiras assentos deputados
    mulheres territorio subiu aumento aumentou caiu queda reducao dolar real barril visitaram erro margem orcamento valor abstencao vendas producao taxa juros pesquisa`),
  marginNouns: wordSet("diferenca margem vantagem distancia maioria erro faltam restam superou"),
  asylumNouns: wordSet("asilo refugio exilio"),
  pollNouns: new PhraseTable([
    ["boca de urna", "exit-poll"],
    ["sondagem|sondagens a boca das|da urnas|urna", "exit-poll"],
    ["contagem|contagens rapida|rapidas|paralela|paralelas", "quick-count"],
    ["apuramento paralelo", "quick-count"],
    ["sondagem|sondagens|pesquisa|pesquisas de? opiniao?", "opinion-poll"],
  ]),
  unreal: new PhraseTable(
    phrasesOf(
      true,
      "prometeu prender, promete prender, prometeu, ameacou, procuramos, buscamos, poderia, poderiam, faltam, precisa, precisa de, prometeu capturar, vai prender, serao, capturar, tenho, meus, minhas, capturaria, prenderia",
    ),
  ),
};
