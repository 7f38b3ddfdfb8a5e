namespace PortfolioPlatform.Benchmarks;

/// <summary>One measurement, run as <c>Benchmarks NAME</c>.</summary>
/// <param name="Name">First word.</param>
/// <param name="Usage">What it measures, and its options.</param>
/// <param name="RunAsync">Runs it with the words after the name; prints its figures; returns the exit code.</param>
internal sealed record Verb(string Name, string Usage, Func<string[], CancellationToken, Task<int>> RunAsync);
