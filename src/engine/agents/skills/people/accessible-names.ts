import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { type Element, hasAttribute, readMarkup } from './read-markup.ts';

const MARKUP = /\.(?:html?|vue|svelte|jsx|tsx|astro|hbs|ejs|erb|njk|twig|jinja2?|php)$/i;
const TEXT_LIMIT = 400_000;
const TOLD = 6;

/**
 * Controls, images and frames without an accessible name, pages without a language, and what only a mouse can press: success criteria
 * 1.1.1, 4.1.2, 3.1.1 and 2.1.1 of WCAG 2.2, as far as the markup alone tells.
 */
export const accessibleNames: Skill = {
  id: 'accessible-names',
  title: 'elements without an accessible name',
  topics: /\b(?:accessib\w*|a11y|aria|screen readers?|labels?|alt|keyboard|wcag|ui|ux|markup|forms?)\b/i,
  looksAt: ['product', 'example', 'docs'],
  find({ view, chosen }) {
    return chosen
      .filter((path) => MARKUP.test(path) && view.file(path)?.kind !== 'test')
      .flatMap((path) => {
        const text = view.read(path) ?? '';
        if (text.length > TEXT_LIMIT) return [];
        const elements = readMarkup(text);
        return elements.flatMap((element) => {
          const fault = faultOf(element, text);
          return fault === undefined ? [] : [{ path, element, fault }];
        });
      })
      .slice(0, TOLD)
      .map(({ path, element, fault }) => ({
        skill: 'accessible-names',
        title: `${codeSpan(`<${element.tag}>`, 60)} at ${codeSpan(`${path}:${element.line}`)} ${fault}`,
        detail: codeSpan(`<${element.tag}${element.attributes}>`),
        weight: 0.75,
        sources: [{ path, line: element.line }],
      }));
  },
};

/** What is wrong with an element, and what to do; `undefined` when nothing is, or the markup alone cannot tell. */
function faultOf(element: Element, page: string): string | undefined {
  const { tag, attributes, around } = element;
  // Attributes that come from elsewhere may hold the name.
  if (/\{\s*\.\.\.|v-bind=|\{@attributes|\{\{?\s*attrs/i.test(attributes)) return undefined;
  if (hasAttribute(element, 'aria-hidden', 'hidden')) return undefined;
  const named = hasAttribute(element, 'aria-label', 'aria-labelledby', 'title');
  switch (tag) {
    case 'img':
      return named || hasAttribute(element, 'alt', 'role')
        ? undefined
        : 'has no `alt`: describe it, or write `alt=""` if it only decorates';
    case 'iframe':
      return named ? undefined : 'has no `title` that says what it shows';
    case 'html':
      return hasAttribute(element, 'lang') ? undefined : 'has no `lang`: a screen reader does not know how to speak it';
    case 'input':
    case 'select':
    case 'textarea':
      return named || !isField(element) || around.some((one) => /^label$/i.test(one)) || hasLabel(element, page)
        ? undefined
        : 'has no label: put it in a `<label>`, or point one at its `id`';
    case 'button':
    case 'a':
      if (named || element.content === undefined || (tag === 'a' && !hasAttribute(element, 'href'))) return undefined;
      return isSilent(element.content) ? 'has no text: add some, or an `aria-label`' : undefined;
    case 'div':
    case 'span':
      return hasAttribute(element, 'onclick', '@click', 'on:click') && !hasAttribute(element, 'role', 'tabindex')
        ? 'can only be pressed with a mouse: make it a `<button>`'
        : undefined;
    default:
      return undefined;
  }
}

function isField({ attributes }: Element): boolean {
  return !/\btype\s*=\s*["'{]*(?:hidden|submit|button|reset|image)\b/i.test(attributes) && !/:type=/.test(attributes);
}

function hasLabel({ attributes }: Element, page: string): boolean {
  const id = /(?:^|\s):?id\s*=\s*(?:"(?<a>[^"]+)"|'(?<b>[^']+)'|\{(?<c>[^}]+)\})/.exec(attributes)?.groups;
  const value = id?.a ?? id?.b ?? id?.c;
  if (value === undefined) return false;
  return [`for="${value}"`, `for='${value}'`, `htmlFor="${value}"`, `htmlFor={${value}}`, `for={${value}}`].some(
    (one) => page.includes(one),
  );
}

/** Holds neither text, nor a value that may be text, nor a component or an image that may have a name. */
function isSilent(content: string): boolean {
  if (/[{}]|<%|<\?|<slot|<[A-Z]|\b(?:alt|aria-label|aria-labelledby|title)\s*=|v-(?:text|html)=/.test(content))
    return false;
  if (/<title[\s>]/i.test(content)) return false;
  return content.replace(/<[^>]*>/g, '').replace(/&nbsp;|[\s\p{P}\p{S}]/gu, '') === '';
}
