/** How the server begins a sentence that holds a time, in its own clock style. */
const BEGINNING = /^(Down since|The video ended at) (?:\d{1,2} \p{L}+, )?\d{1,2}:\d{2}/u;

/** The server's sentence with its time as every other time on the page reads; as it is where it holds none. */
export function sentenceWith(since: string, sentence: string): string {
  return sentence.replace(BEGINNING, (_all, words: string) => `${words} ${since}`);
}
