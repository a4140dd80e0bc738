import { expect, test } from 'vitest'
import { languageOf } from '../src/language-of.ts'

test.each([
  ['en', 'What is a closure? A function and the variables that are in its scope, kept alive.'],
  [
    'es',
    '¿Qué es un cierre? Es una función que recuerda las variables de su entorno, y los datos con los que se creó.',
  ],
  [
    'pt',
    'O que é uma closure? É uma função que guarda as variáveis do escopo em que foi criada, para você não perdê-las.',
  ],
  [
    'fr',
    'Qu’est-ce qu’une fermeture ? Une fonction qui garde les variables de la portée dans laquelle elle est créée.',
  ],
  [
    'de',
    'Was ist ein Abschluss? Eine Funktion, die sich merkt, was in ihrer Umgebung ist, und nicht nur die Werte.',
  ],
  ['zh', '什么是闭包？函数以及它所在的作用域 (lexical scope) 里的变量。'],
  ['ja', 'クロージャとは何ですか？関数とそのスコープにある変数です。'],
  ['ko', '클로저란 무엇입니까? 함수와 그 스코프의 변수입니다.'],
  ['ru', 'Что такое замыкание? Функция и переменные её области видимости (scope).'],
  ['uk', 'Що таке замикання? Функція і змінні її області видимості.'],
  ['ar', 'ما هو الإغلاق؟ دالة مع المتغيرات في نطاقها.'],
  [undefined, '```js\nthe and is of to what how a in are\n```\n`the` https://the.example/and/is'],
  [undefined, ''],
])('%s is told by its letters and small words', (language, text) => {
  expect(languageOf(text)).toBe(language)
})
