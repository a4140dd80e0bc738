/**
 * Every word that the importer knows, in all languages. Structure decides first: these words decide where a file is
 * too short for that, or where two readings are equally regular.
 */
const list = (words: string): string[] => words.trim().split(/\s*[,\n]\s*/)

/** Names for what follows a question: “Answer”. */
const answersOnly = list(`
  answer, answers, ans, response, réponse, réponses, respuesta, respuestas, resposta, respostas, risposta,
  risposte, antwoord, antwoorden, antwort, antworten, odpowiedź, odpowiedzi, odpověď, odpoveď, odgovor, odgovori,
  răspuns, răspunsuri, válasz, svar, vastaus, atsakymas, atbilde, vastus, jawaban, jawapan, cevap, cevaplar,
  yanıt, cavab, đáp án, trả lời, ответ, ответы, відповідь, відповіді, отговор, одговор, адказ, απάντηση,
  απαντήσεις, תשובה, תשובות, الإجابة, إجابة, الجواب, جواب, پاسخ, उत्तर, जवाब, উত্তর, பதில், คำตอบ, เฉลย, 答案, 回答,
  答, 参考答案, 參考答案, 回答例, 答え, 正解, 답, 답변, 정답, 해답`)

/** Names for how something was solved: a part of an answer too, where nothing is asked. */
const solutions = list(`
  solution, solutions, solución, solução, soluzione, oplossing, lösung, lösungen, rozwiązanie, řešení, riešenie,
  rješenje, rešenje, rezolvare, megoldás, lösning, løsning, ratkaisu, çözüm, lời giải, решение, розв'язок,
  рішення, λύση, פתרון, الحل, समाधान, సమాధానం, 解答, 解析, 풀이`)

const answers = [...answersOnly, ...solutions]

/** Names for what is asked, with or without a number behind them: “Question 3”, “Exercise 7”. */
const questions = list(`
  q, question, que, quest, task, exercise, problem, puzzle, challenge, quiz, kata, frage, aufgabe, übung, exercice,
  pregunta, ejercicio, pergunta, questão, exercício, domanda, esercizio, quesito, vraag, opdracht, oefening, pytanie,
  zadanie, ćwiczenie, otázka, úloha, cvičení, cvičenie, pitanje, zadatak, vprašanje, naloga, întrebare, întrebarea,
  exercițiu, kérdés, feladat, fråga, uppgift, övning, spørgsmål, spørsmål, oppgave, opgave, kysymys, tehtävä, küsimus,
  klausimas, jautājums, pertanyaan, soal, latihan, soru, görev, alıştırma, sual, câu, câu hỏi, bài, bài tập, вопрос,
  задача, задание, упражнение, питання, запитання, завдання, вправа, въпрос, питање, пытанне, ερώτηση, άσκηση, שאלה,
  תרגיל, سؤال, السؤال, س, تمرين, پرسش, سوال, प्रश्न, सवाल, अभ्यास, প্রশ্ন, கேள்வி, ప్రశ్న, คำถาม, ข้อ, แบบฝึกหัด, 问, 問,
  问题, 問題, 题, 題, 题目, 題目, 练习, 練習, 質問, 設問, 질문, 문제, 과제`)

/** What is said of the right one of several choices, behind it. */
const right = list(`
  correct, correct answer, right, right answer, true, richtig, richtige antwort, correcto, correcta, respuesta correcta,
  correto, correta, resposta correta, juste, bonne réponse, corretto, corretta, goed, juist, poprawna, prawidłowa,
  poprawna odpowiedź, správně, správná odpověď, corect, răspuns corect, helyes, rätt, riktig, rigtig, oikein, doğru,
  doğru cevap, benar, đúng, правильно, верно, правильный ответ, вірно, правильно, правильна відповідь, вярно, σωστό,
  נכון, صحيح, صحيحة, सही, সঠিক, சரி, ถูก, ถูกต้อง, 正确, 正確, 正解, 正确答案, 对, 정답`)

/** One letter that labels a question or an answer where the other labels its pair: “Q:”, “A:”. */
const questionLetters = list('q, f, p, d, v, в, س, 问, 問, k, ש')
const answerLetters = list('a, r, о, ج, 答, ans, o, v, ת')

/** What a file's title or name says where its headings are questions: “Interview questions”, “Exercises”. */
const collections = list(`
  questions, q&a, q & a, q and a, faq, quiz, quizzes, exercises, puzzles, fragen, fragenkatalog, übungen, aufgaben,
  exercices, preguntas, ejercicios, perguntas, questões, exercícios, domande, esercizi, vragen, oefeningen, pytania,
  ćwiczenia, zadania, otázky, cvičení, pitanja, vprašanja, întrebări, exerciții, kérdések, feladatok, frågor, övningar,
  spørgsmål, spørsmål, kysymykset, küsimused, klausimai, pertanyaan, soal, sorular, soruları, alıştırmalar, câu hỏi,
  bài tập, вопросы, вопросов, вопросам, задачи, упражнения, питання, завдання, въпроси, питања, ερωτήσεις, ασκήσεις,
  שאלות, תרגילים, أسئلة, الأسئلة, تمارين, سوالات, प्रश्न, प्रश्नोत्तर, প্রশ্ন, คำถาม, 面试题, 面試題, 题目, 题库, 题集, 问题, 问答, 問題,
  問題集, 質問, 練習, 练习, 简答, 质问, 문제, 질문, 면접`)

/** Those that other words are set before, in languages that write them as one: “Interviewfragen”. */
const compounded = list(`
  (?<!an|ab|be|um|nach|rück|durch)fragen, fragenkatalog, aufgaben, übungen, vragen, oefeningen, frågor, övningar,
  spørgsmål, spørsmål, oppgaver, opgaver, spurningar, kysymykset, tehtävät, küsimused, kérdések, feladatok`)

/** How a title begins that asks, in languages where it may do so without a question mark. */
const openings = list(`
  what, what's, why, how, when, where, who, whose, which, is, are, was, were, do, does, did, can, could, should, would,
  will, has, have, may, difference, differences, que, qué, cómo, cuál, cuáles, por qué, cuándo, qual, quais, como,
  o que, quelle, quelles, quel, quels, qu'est-ce, comment, pourquoi, was ist, was sind, wie, warum, wieso, welche,
  welcher, welches, worin, cosa, cos'è, perché, quali, co to, czym, jak, jaki, jakie, dlaczego, что, чем, как, какие,
  какой, какая, какое, каким, почему, зачем, когда, для чего, в чем, в чём, що, чим, як, які, який, чому, навіщо,
  wat is, wat zijn, hoe, waarom, vad är, hvad er, hva er, mikä, mitä, ne, nedir, neden, nasıl, apa, bagaimana, mengapa,
  什么是, 什麼是, 如何, 为什么, 為什麼, 怎么, 怎麼, 怎样, 谈谈, 说说, 说一下, 讲讲, 简述, 请简述, 介绍`)

/** How a title begins that requests. */
const requests = list(`
  explain, describe, define, compare, contrast, discuss, differentiate, distinguish, list, name, tell, give, write,
  implement, show, mention, state, identify, suppose, imagine, erkläre, erklären, beschreibe, beschreiben, nenne, nennen,
  explica, explique, expliquez, describe, descreva, décrivez, describa, defina, définir, spiega, descrivi, omów, opisz,
  wymień, wyjaśnij, объясните, опишите, назовите, расскажите, перечислите, приведите, поясніть, опишіть, назвіть,
  розкажіть, açıklayınız, açıklayın, leg uit, beschrijf, noem, jelaskan, sebutkan, 解释, 描述, 列举, 請說明, 实现`)

/** How a title ends that requests, in languages whose verbs stand last. */
const requestEndings = list(`
  설명하라, 설명하시오, 설명하세요, 설명하십시오, 설명해보세요, 설명해 보세요, 설명해주세요, 설명해 주세요, 설명해보시오, 비교하시오, 비교하세요, 비교해주세요,
  말해보세요, 말해 보세요, 말씀해주세요, 말씀해 주세요, 이야기해주세요, 이야기해 보세요, 이야기 해 보세요, 이야기해 주세요, 이야기하세요, 서술하시오, 서술하세요, 기술하시오,
  나열하시오, 나열해주세요, 구현하시오, 구현하세요, 구현해보세요, 구현해 보세요, 작성하시오, 작성하세요, 작성해 보세요, 알려주세요, 알려 주세요,
  説明してください, 説明して下さい, 説明せよ, 説明しなさい, 述べてください, 述べよ, 教えてください, 教えて下さい, 挙げてください, 挙げよ, 比較してください, 比較せよ,
  書いてください, 書きなさい, 実装してください, 実装せよ, 定義してください, 答えてください, 答えなさい, अंतर बताइए, समझाइए, बताइए, अंतर बताएं, समझाएं, बताएं,
  açıklayınız, açıklayın, anlatın, anlatınız, karşılaştırın, yazınız`)

/** What no title but a question's ends with, where there is no question mark. */
const endings = list(
  '是什么, 什么区别, 的区别, 有哪些, 怎么办, とは, ですか, ますか, 인가요, 입니까, 나요, 까요, 무엇인가, คืออะไร, nedir, là gì',
)

/** What belongs to a file as a whole; only the whole of a title says so. */
const boilerplate = list(`
  contents, table of contents, content, toc, index, contributing, contributors, contribution, contributions, contribute,
  how to contribute, license, licence, author, authors, credits, acknowledgement, acknowledgements, acknowledgments,
  acknowledgment, about, about me, about us, about the author, contact, contact me, contact us, support, support us,
  support me, star history, back to top, disclaimer, copyright, inhalt, inhaltsverzeichnis, lizenz, mitwirken, índice,
  indice, contenido, contenidos, conteúdo, tabla de contenidos, sumário, sommaire, table des matières, licencia, licença,
  licenza, contribuir, contribuer, spis treści, inhoud, inhoudsopgave, içindekiler, mục lục, содержание, оглавление,
  лицензия, зміст, съдържание, περιεχόμενα, תוכן עניינים, المحتويات, فهرس, विषय सूची, สารบัญ, 目录, 目錄, 目次, 目錄, 차례, 목차`)

/** What names a part of an answer, in a file too short to show that it does. */
const parts = list(`
  example, examples, source, sources, reference, references, output, outputs, explanation, explanations, note, notes,
  hint, hints, code, good to hear, bad answer, bad answers, other answer, other answers, further reading,
  additional reading, further links, additional links, further resources, additional resources, additional link, read more, see also, resources,
  links, useful links, tldr, summary, key points, pros, cons, follow-up, follow-ups, followup, followups, related,
  beispiel, quelle, quellen, ejemplo, exemplo, exemple, esempio, przykład, пример, примеры, приклад, 例, 例子, 示例, 예시`)

const alternatives = (words: readonly string[]): string =>
  [...new Set(words)]
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s+'))
    .join('|')

/** “Answer” in every language, as a part of a pattern that ignores case. */
export const answerWord: string = alternatives(answers)

/** “Answer”, without the names for how something was solved. */
export const pureAnswerWord: string = alternatives(answersOnly)

const beginning = '^[\\s\\p{P}\\p{S}]*'
const asking = new RegExp(
  `${beginning}(?:(?:${alternatives(openings)})(?![\\p{L}\\p{M}])|(?:${alternatives(openings.filter((word) => /\p{Script=Han}/u.test(word)))}))`,
  'iu',
)
const requesting = new RegExp(
  `${beginning}(?:please\\s+)?(?:(?:${alternatives(requests)})(?![\\p{L}\\p{M}])|(?:${alternatives(requests.filter((word) => /\p{Script=Han}/u.test(word)))}))`,
  'iu',
)
const requestEnding = new RegExp(`(?:${alternatives(requestEndings)})[\\s\\p{P}]*$`, 'iu')
const ending = new RegExp(`(?:${alternatives(endings)})[\\s\\p{P}]*$`, 'iu')

/** Whether a title ends with the question mark of any script. */
export function isMarked(words: string): boolean {
  return (
    /[?？؟՞⁇](?:[\s\p{P}\p{S}\p{Cf}\p{M}]|\([^()]*\))*$/u.test(words) ||
    (/[;;]\s*$/.test(words) && /\p{Script=Greek}/u.test(words))
  )
}

/** Whether a title reads as a question: it asks, or begins as questions begin. */
export function isQuestionLike(words: string): boolean {
  return asks(words) || asking.test(words) || ending.test(words)
}

/** Whether a title asks and does not request, as the steps of a manual do. */
export function inquires(words: string): boolean {
  return isMarked(words) || asking.test(words) || ending.test(words)
}

/** Whether a title asks beyond doubt: with a question mark, or with a request such as “Explain”. */
export function asks(words: string): boolean {
  return isMarked(words) || requesting.test(words) || requestEnding.test(words)
}

/** Whether a text is a question as an interviewer poses it: a part of it ends in a question mark, or it asks to explain. */
export function isPosed(words: string): boolean {
  return /[?？؟](?=[\s\p{P}\p{S}\p{Cf}\p{M}]|$)/u.test(words) || asksToExplain(words)
}

/** Whether a text begins with a request that hardly stands in a manual: “Explain”, “Write a function”. */
export function asksToExplain(words: string): boolean {
  return explanation.test(bare(words)) || requestEnding.test(words)
}

/** Whether a text sets a task: “Create a loop”. So do the steps of any manual. */
export function isTask(words: string): boolean {
  return task.test(bare(words)) || requesting.test(words) || requestEnding.test(words)
}

/** Whether a heading names a part of an answer. */
export function isLabel(words: string): boolean {
  return isAnswerLabel(words) || keyLabel.test(bare(words)) || partLabel.test(bare(words))
}

/** Whether words say no more than that an answer follows: “Answer”, “Click to see the solution”, “Показать ответ”. */
export function isAnswerLabel(words: string): boolean {
  // “Answer (EN)” is the one in English.
  const said = bare(words.replace(/(?<!\s)\s*\([a-z]{2}\)\s*$/i, ''))
    .replace(/(?<![\s\p{P}\p{S}\p{Mn}])[\s\p{P}\p{S}\p{Mn}]+$/u, '')
    .replace(/\s+/g, ' ')
  return said.length <= 60 && (answerLabel.test(said) || shortAnswer.test(said))
}

/** Whether a label says how something was solved, or explains it, rather than that it answers. */
export function isSolution(label: string): boolean {
  return solution.test(label)
}

/** Whether a heading's words are those of what belongs to a file as a whole, not to a question. */
export function isBoilerplate(words: string): boolean {
  return fileLabel.test(
    words
      .replace(/[^\p{L}\p{M}\p{N}']+/gu, ' ')
      .trim()
      .replace(/\s*\b(?:toc|\d{4})$/i, ''),
  )
}

/** Whether words, such as a file's title, say that what stands below them are questions. */
export function namesQuestions(words: string): boolean {
  return collection.test(words)
}

/** Whether a word names what is asked: “Question”, “Exercise”, “Q”. */
export function isQuestionWord(word: string): boolean {
  return questionWord.test(word.trim().replace(/^[\s\p{P}\p{S}]+|(?<![\s.:：])[\s.:：]+$/gu, ''))
}

/** Whether words say of a choice that it is right: “correct”. */
export function isRightWord(words: string): boolean {
  return rightWord.test(words.trim()) || answerOnly.test(words.trim())
}

/** Whether a word or a letter names an answer where another names the question: “A”, “Ans”, “答”. */
export function isAnswerWord(word: string): boolean {
  return answerOnly.test(word.trim())
}

const whole = (words: readonly string[]) => new RegExp(`^(?:${alternatives(words)})$`, 'iu')
const questionWord = whole([...questions, ...questionLetters, ...questions.map((word) => `${word} no`)])
const answerOnly = whole([...answers, ...answerLetters])
const rightWord = whole(right)
const collection = new RegExp(
  `(?:^|[^\\p{L}\\p{M}])(?:${alternatives(collections)})(?:$|[^\\p{L}\\p{M}])|\\p{L}(?:${compounded.join('|')})(?:$|[^\\p{L}\\p{M}])|(?:${alternatives(collections.filter((word) => /[\p{Script=Han}\p{Script=Hangul}\p{Script=Thai}]/u.test(word)))})`,
  'iu',
)
const fileLabel = whole(boilerplate)
const solution = new RegExp(`(?:${alternatives([...solutions, 'explanation'])})`, 'iu')

const answerLabel = new RegExp(
  `^((click|tap|press)( here| me)? ?(to|for) )?((show|see|view|reveal|read|expand|toggle|open|get|check|display) )?(me )?(the |my |an? |its )?((correct|right|sample|model|full|short|detailed|possible|suggested|expected|complete) )*(${answerWord}|explanation)(,? (and|&|with|\\+) (an |the )?(answers?|explanations?|solutions?))?( here| below)?$`,
  'iu',
)

/** “Ver respuesta”, “Показать ответ”, “点击查看答案”: one or two words and that for an answer. */
const shortAnswer = new RegExp(
  `^(?:(?:[\\p{L}\\p{M}]{2,14} ){1,2}(?:${alternatives(answers.filter((word) => word.length > 3))})|(?:点击|點擊|查看|显示|展开|點我|正确|正確|参考|參考|の|を|見る|표시|보기|${alternatives(answers.filter((word) => /[\p{Script=Han}\p{Script=Hangul}]/u.test(word)))}|\\s)*(?:${alternatives(answers.filter((word) => /[\p{Script=Han}\p{Script=Hangul}]/u.test(word)))})(?:を見る|を表示|보기|확인)?)$`,
  'iu',
)

/** “Answer: B”, “Correct answers: A and C” */
const keyLabel = new RegExp(
  `^(correct |right )?(${answerWord})\\s*[:：–-]\\s*(.{0,4}|[a-z\\d]\\)?(\\s*(,|&|/|\\+|and)\\s*[a-z\\d]\\)?)+)$`,
  'iu',
)

const partLabel = new RegExp(
  `^(the )?(short |long |detailed |model |sample |example |other |your |my )?(${alternatives([...answers, ...parts])})( \\d+)?\\s*:?$`,
  'iu',
)

const explanation =
  /^(please )?(explain|describe|define|discuss|compare|contrast|differentiate|distinguish|elaborate|talk about|tell (me|us)|walk (me|us)|give (me |us )?(an |some )?examples?|name (a|an|some|the|two|three|four|five)\b|(write|implement|create|design|build) (a|an|the|your own) (\w+ )?(function|program|class|method|algorithm|query|script|component|system|regex)|suppose|imagine)\b/i
const task =
  /^(please )?(create|make|build|design|develop|convert|find|calculate|compute|given|use|using|refactor|optimi[sz]e|sort|reverse|print|return|remove|fix|draw|sketch|solve|simulate|elaborate|talk|walk)\b/i

function bare(words: string): string {
  return words.replace(/^[\s\p{P}\p{S}]+/u, '')
}
