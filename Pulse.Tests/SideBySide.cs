using NUnit.Framework;

// Every fixture has databases, hosts and ports of its own, so fixtures run side by side; the tests of one fixture share
// what it made and run in turn. One more than the usual two processors, since a story often waits for somebody else
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(3)]
