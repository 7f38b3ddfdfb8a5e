using PortfolioPlatform.Platform;
using PortfolioPlatform.Tax.Reports;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary><c>Host tax-diff</c>: why two frozen reports differ. Exit code 0 when they are the same, 1 when they differ, 2 when one cannot be read.</summary>
internal static class TaxDiffCommand
{
    public const string Usage = "tax-diff OLD-FOLDER NEW-FOLDER";

    public static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Arguments.Count != 2) return await FailAsync(context, $"expected two folders. Usage: {Usage}");
        var (old, now) = (context.Arguments[0], context.Arguments[1]);
        if (SealedReport.OfFolder(old) is not { } before) return await FailAsync(context, $"{old} holds no {ReportSeal.FileName}");
        if (SealedReport.OfFolder(now) is not { } after) return await FailAsync(context, $"{now} holds no {ReportSeal.FileName}");
        foreach (var change in ReportDifference.Explain(before, after)) await context.Output.WriteLineAsync(change.Sentence.AsMemory(), cancellationToken);
        if (before.Seal.Fingerprint != after.Seal.Fingerprint) return 1;
        await context.Output.WriteLineAsync($"both are report {before.Seal.Fingerprint[..16]}");
        return 0;
    }

    private static async Task<int> FailAsync(CommandContext context, string message)
    {
        await context.Error.WriteLineAsync($"tax-diff: {message}");
        return 2;
    }
}
