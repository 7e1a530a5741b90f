import { configure } from '@testing-library/react';

// A busy machine takes longer than the second that is usual.
configure({ asyncUtilTimeout: 10_000 });
