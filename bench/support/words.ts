/** The words of a command line without quotes, so that one can be read as it is typed. */
export function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
