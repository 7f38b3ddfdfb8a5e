namespace PortfolioPlatform.Portfolio.Risk.CommandLine;

/// <summary>A line of a series file that cannot be understood.</summary>
internal sealed class BadSeriesException(int line, string what) : Exception($"line {line}: {what}");
