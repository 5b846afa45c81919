/** A URL's word made from a title: lower-case, underscores, 4 to 64 characters; empty when the title gives too little. */
export function slugFrom(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 64);
  return plain.length >= 4 ? plain : plain === '' ? '' : `${plain}_room`;
}
