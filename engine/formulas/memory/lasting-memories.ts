/** Formulas whose values depend on when they began, for one reason. */
interface LastingMemory {
  /** Half a sentence about the formula. */
  readonly because: string;
  readonly formulas: readonly string[];
}

/** Every formula that never forgets where it began, or too slowly for a test to see it. */
export const LASTING_MEMORIES: readonly LastingMemory[] = [
  {
    because: 'it counts, adds up or compares all it has seen since it began',
    formulas: ['F1', 'F5', 'F73', 'F223', 'F225', 'F226', 'F329', 'F332', 'F333', 'I8'],
  },
  {
    because: 'it learns with every input and keeps what it learned',
    formulas: ['F54', 'F61', 'F62', 'F64', 'F70', 'F72', 'F76', 'F97', 'F98', 'F228', 'F229'],
  },
  {
    because: 'it forgets by a factor so close to 1 that tens of thousands of inputs leave a trace',
    formulas: ['F4', 'F58', 'F65', 'F106', 'F233', 'F257', 'F260', 'F293', 'F294', 'F336', 'F353'],
  },
  {
    because: 'its scale is that of the first inputs it saw',
    formulas: ['F2', 'F136', 'F192'],
  },
  {
    because: 'it cuts time, bars or volume into pieces that follow each other from the first input on',
    formulas: ['F161', 'F251', 'F262', 'F357', 'F359', 'F384'],
  },
  {
    because: 'each of its fits begins at the model before',
    formulas: ['F153', 'F154', 'F155', 'F167'],
  },
  {
    because: 'it looks back to where a session, a UTC day or a funding interval began',
    formulas: ['F254', 'F269', 'I9', 'I14', 'I24', 'I28', 'I29', 'I30'],
  },
  {
    because: 'it looks back to the last change it found, however far that is',
    formulas: ['F177', 'F178'],
  },
];
