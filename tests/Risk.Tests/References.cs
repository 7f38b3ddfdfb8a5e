using System.Text.Json;

namespace PortfolioPlatform.Risk.Tests;

/// <summary>Values made by tests/references/risk with numpy, scipy, pandas and R.</summary>
internal static class References
{
    public static JsonElement Expected { get; } = JsonDocument.Parse(File.ReadAllText(PathOf("expected.json"))).RootElement;

    public static JsonElement FromR { get; } = JsonDocument.Parse(File.ReadAllText(PathOf("quantiles.json"))).RootElement;

    /// <summary>Columns of returns.csv.</summary>
    public static double[][] Returns { get; } = Columns();

    public static double[] Weights { get; } = [0.4, 0.3, 0.2, 0.1];

    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "references", file);

    public static double[] Numbers(this JsonElement array) => [.. array.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.Null ? double.NaN : e.GetDouble())];

    public static double[][] Rows(this JsonElement matrix) => [.. matrix.EnumerateArray().Select(Numbers)];

    /// <summary>Equal to 1e-9 of the expected number.</summary>
    public static void Close(double expected, double actual, double tolerance = 1e-9) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(Math.Abs(expected), 1e-12), FormattableString.Invariant($"expected {expected:R}, found {actual:R}"));

    public static void Close(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance = 1e-9)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Close(expected[i], actual[i], tolerance);
    }

    public static void Close(double[][] expected, Numerics.SquareMatrix actual, double tolerance = 1e-9)
    {
        for (var i = 0; i < expected.Length; i++) Close(expected[i], actual.Row(i), tolerance);
    }

    private static double[][] Columns()
    {
        var rows = File.ReadLines(PathOf("returns.csv")).Skip(1).Select(l => l.Split(',').Skip(1).Select(double.Parse).ToArray()).ToArray();
        return [.. Enumerable.Range(0, 4).Select(i => rows.Select(r => r[i]).ToArray())];
    }
}
