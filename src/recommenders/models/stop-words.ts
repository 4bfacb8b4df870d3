/**
 * English words that say nothing of what a movie is about: function words, and what every description of a movie says. */
const functionWords = `
about above across after again against all almost along already also although always am among an and another any anyone
anything are around as at away back be became because become been before began begin begun behind being below between
beyond both but by came can cannot come could did do doe doing done down due during each either else enough even ever
every everyone everything few for forth found from further get getting give given go goe going gone got had has have having he her
here herself him himself his how however i if in indeed instead into is it its itself just keep kept know known last later
least led let like made main make making many may me might more most much must my near neither never new next no nobody
none nor not nothing now of off often old on once one only onto or other our out over own per perhap put quite rather
really same saw say see seem set several shall she should since so some someone something soon still such take taken taking
than that the their them themselve then there these they thing this those though three through throughout thu till to
together too took toward towards try trying two under until up upon us use used using various very via want was way we well
went were what when where whether which while who whole whom whose why will with within without would year yet you your
first second third four five six seven eight nine ten several part day time turn end les la de del der und
`;

const movieWords = `
film movie story plot tell telling told follow following center centre around revolve depict depicting feature featuring
based novel book name titled title character scene picture series sequel prequel remake adaptation installment franchise
star starring cast role play playing played actor actress director directed producer produced written writer screenplay
drama comedy thriller documentary musical biographical fictional fiction short television
loosely focus focusing focuses concern deal chronicle explore exploring portray portraying account narrative premise protagonist
begin find become help leave live life man men woman women young people person work set
`;

/** What half of all plots say. */
const plotWords = `
attempt best cause decide discover early encounter event experience face fall force forced great group high include including
involve involved involving join large late lead long lot meet member middle named number order order place plan real
result return run seek sent small start state struggle true united want world accompanied allegedly appear complicated
consider considered contain containing continue different difficult end ended ensue eventually fail failed finally initially
occur primarily remain remaining several similar special specifically unfortunately various
`;

export const stopWords: ReadonlySet<string> = new Set(
  `${functionWords} ${movieWords} ${plotWords}`.split(/\s+/).filter((word) => word !== ''),
);
