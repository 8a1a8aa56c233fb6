export { cleanText, type TextFault, type TextRules } from './clean-text.ts';
export { type CsvValue, csvCell, csvLine } from './csv.ts';
