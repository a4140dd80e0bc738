/** Whether a title reads as a question: it asks, or begins as questions begin. */
export function isQuestionLike(words: string): boolean {
  return asks(words) || questionWord.test(bare(words))
}

/** Whether a title asks beyond doubt: with a question mark, or with a request such as “Explain”. */
export function asks(words: string): boolean {
  return /[?？؟][\s\p{P}\p{S}\p{Cf}\p{M}]*$/u.test(words) || request.test(bare(words))
}

/** Whether a text is a question as an interviewer poses it: a part of it ends in a question mark, or it asks to explain. */
export function isPosed(words: string): boolean {
  return /[?？؟](?=[\s\p{P}\p{S}\p{Cf}\p{M}]|$)/u.test(words) || asksToExplain(words)
}

/** Whether a text begins with a request that hardly stands in a manual: “Explain”, “Write a function”. */
export function asksToExplain(words: string): boolean {
  return explanation.test(bare(words))
}

/** Whether a text sets a task: “Create a loop”. So do the steps of any manual. */
export function isTask(words: string): boolean {
  return task.test(bare(words)) || request.test(bare(words))
}

/** Whether a heading names a part of an answer. */
export function isLabel(words: string): boolean {
  return (
    isAnswerLabel(words) ||
    keyLabel.test(bare(words)) ||
    /^(the )?(short |long |detailed |model |sample |example |other |your |my )?(answers?|examples?( \d+)?|sources?|references?|outputs?|explanations?|solutions?|notes?|hints?|code|good to hear|bad answers?|(further|additional) (reading|links|resources)|read more|see also|resources|links|tl;?dr|summary|key points|pros|cons|follow-?ups?|related)\s*:?$/i.test(
      bare(words),
    )
  )
}

/** Whether words say no more than that an answer follows: “Answer”, “Click to see the solution”. */
export function isAnswerLabel(words: string): boolean {
  const said = bare(words)
    .replace(/[\s\p{P}\p{S}\p{Mn}]+$/u, '')
    .replace(/\s+/g, ' ')
  return said.length <= 60 && answerLabel.test(said)
}

/** Whether a heading begins what belongs to the file, not to a question. */
export function isBoilerplate(words: string): boolean {
  return /^((table of )?contents?|toc|index|contribut(ors?|ing|ions?|e)|licen[cs]e|authors?|credits|acknowledge?ments?|about( us| this \w+)?|contact( us)?|support( us)?|star history|back to top|disclaimer|copyright)\b[^?]{0,20}$/i.test(
    bare(words),
  )
}

/** “Answer” in the languages that collections of questions are translated to. */
export const answerWord =
  'answers?|ans|solutions?|réponse|respuesta|resposta|risposta|antwoord|antwort|lösung|odpowiedź|odgovor|jawaban|cevap|đáp án|ответ|відповідь|الإجابة|答案|回答|解答|답'

const answerLabel = new RegExp(
  `^((click|tap|press)( here| me)? ?(to|for) )?((show|see|view|reveal|read|expand|toggle|open|get|check|display) )?(me )?(the |my |an? |its )?((correct|right|sample|model|full|short|detailed|possible|suggested|expected|complete) )*(${answerWord}|explanation)(,? (and|&|with|\\+) (an |the )?(answers?|explanations?|solutions?))?( here| below)?$`,
  'iu',
)

/** “Answer: B”, “Correct answers: A and C” */
const keyLabel = new RegExp(
  `^(correct |right )?(${answerWord})\\s*[:：–-]\\s*(.{0,4}|[a-z\\d]\\)?(\\s*(,|&|/|\\+|and)\\s*[a-z\\d]\\)?)+)$`,
  'iu',
)

const questionWord =
  /^(what|why|how|when|where|who|whose|which|is|are|was|were|do|does|did|can|could|should|would|will|has|have|may|difference)\b/i
const request =
  /^(explain|describe|define|compare|contrast|discuss|differentiate|distinguish|list|name|tell|give|write|implement|show|mention|state|identify|suppose|imagine)\b/i

const explanation =
  /^(please )?(explain|describe|define|discuss|compare|contrast|differentiate|distinguish|elaborate|talk about|tell (me|us)|walk (me|us)|give (me |us )?(an |some )?examples?|name (a|an|some|the|two|three|four|five)\b|(write|implement|create|design|build) (a|an|the|your own) (\w+ )?(function|program|class|method|algorithm|query|script|component|system|regex)|suppose|imagine)\b/i
const task =
  /^(please )?(create|make|build|design|develop|convert|find|calculate|compute|given|use|using|refactor|optimi[sz]e|sort|reverse|print|return|remove|fix|draw|sketch|solve|simulate|elaborate|talk|walk)\b/i

function bare(words: string): string {
  return words.replace(/^[\s\p{P}\p{S}]+/u, '')
}
