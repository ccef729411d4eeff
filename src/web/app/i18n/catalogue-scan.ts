import ts from 'typescript'

/** A nested catalogue as `a.b.c` → words. */
export function flatten(tree: Record<string, unknown>, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [name, value] of Object.entries(tree)) {
    const key = prefix + name
    if (typeof value === 'string') flat.set(key, value)
    else for (const [inner, text] of flatten(value as Record<string, unknown>, `${key}.`)) flat.set(inner, text)
  }
  return flat
}

export const withoutPlural = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '')

interface Used {
  /** Catalogues the file reads: those it names in `useTranslation`, in `getFixedT` or before a colon, and `common`. */
  namespaces: Set<string>
  /** Keys written out in calls of `t`. */
  calls: string[]
  /** Every text in the file, for keys that are handed on before they are used. */
  texts: Set<string>
  /** Keys put together from parts: `nav.${key}`. */
  patterns: RegExp[]
}

export function keysUsed(source: ts.SourceFile): Used {
  const used: Used = { namespaces: new Set(['common']), calls: [], texts: new Set(), patterns: [] }
  const visit = (node: ts.Node) => {
    if (ts.isStringLiteralLike(node)) {
      used.texts.add(node.text)
      const named = /^(\w+):[\w.-]+$/.exec(node.text)
      if (named?.[1]) used.namespaces.add(named[1])
    }
    if (ts.isTemplateExpression(node)) {
      const parts = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
      const named = /^(\w+):/.exec(parts[0] ?? '')
      if (named?.[1]) used.namespaces.add(named[1])
      if (parts.some((part) => /\w/.test(part))) {
        used.patterns.push(
          new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`),
        )
      }
    }
    if (ts.isCallExpression(node)) readCall(node, used)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return used
}

function readCall(node: ts.CallExpression, used: Used) {
  const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : node.expression.getText()
  const [first, second] = node.arguments
  if (name === 'useTranslation' || name === 'getFixedT') {
    const asked = name === 'getFixedT' ? second : first
    const list = asked && ts.isArrayLiteralExpression(asked) ? asked.elements : [asked]
    for (const one of list) if (one && ts.isStringLiteralLike(one)) used.namespaces.add(one.text)
  }
  if (name !== 't' || !first) return
  const choices = ts.isConditionalExpression(first) ? [first.whenTrue, first.whenFalse] : [first]
  for (const choice of choices) if (ts.isStringLiteralLike(choice)) used.calls.push(choice.text)
}

/** Attributes whose text a person sees or hears. */
const spoken = new Set(['label', 'title', 'placeholder', 'alt', 'aria-label', 'hint', 'lead', 'confirm', 'description'])
const word = /\p{L}{2,}/u

/** Words between tags, or in attributes that are shown or read out. */
export function hardCodedWords(source: ts.SourceFile): string[] {
  const found: string[] = []
  const report = (node: ts.Node, text: string) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart())
    found.push(`${source.fileName}:${line + 1}: ${text.trim()}`)
  }
  const visit = (node: ts.Node) => {
    if (ts.isJsxText(node) && word.test(node.text)) report(node, node.text)
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent) && node.expression) {
      for (const text of shownTexts(node.expression)) if (word.test(text)) report(node, text)
    }
    if (ts.isJsxAttribute(node) && spoken.has(node.name.getText()) && node.initializer) {
      const value = ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer
      for (const text of value ? shownTexts(value) : []) if (word.test(text)) report(node, text)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** The texts an expression may come to: literals, and the branches of choices. */
function shownTexts(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isTemplateExpression(node)) return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
  if (ts.isConditionalExpression(node)) return [...shownTexts(node.whenTrue), ...shownTexts(node.whenFalse)]
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken
    if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return shownTexts(node.right)
    const either = [ts.SyntaxKind.PlusToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken]
    return either.includes(kind) ? [...shownTexts(node.left), ...shownTexts(node.right)] : []
  }
  if (ts.isParenthesizedExpression(node)) return shownTexts(node.expression)
  return []
}
