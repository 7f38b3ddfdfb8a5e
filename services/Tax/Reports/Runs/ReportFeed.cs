using System.Text.Json;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Tax.Reports.Runs;

/// <summary>Tells how reports move on.</summary>
internal sealed class ReportFeed(IHotStore store, ILiveChannel channel, TimeProvider time)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Where a tenant's reports are told.</summary>
    public static FeedSource Of(TenantId tenant) => FeedSource.Of(tenant, $"tax-reports:{tenant}");

    /// <summary>Tells the report as it stands now.</summary>
    public async Task TellAsync(TenantId tenant, Guid report, string state, string stage, int progress, string? error, CancellationToken cancellationToken)
    {
        var value = JsonSerializer.SerializeToUtf8Bytes(new ReportProgress(report.ToString(), 0, time.GetUtcNow().UtcTicks, state, stage, progress, error), Web);
        await store.SetAsync(Of(tenant).Topic, [new(report.ToString(), value)], cancellationToken);
        await channel.PublishAsync(Of(tenant).Topic, value, cancellationToken);
    }

    /// <summary>Reads a value.</summary>
    public static ReportProgress? Read(JsonElement value) => value.Deserialize<ReportProgress>(Web);
}

/// <summary>A report as it is told.</summary>
internal sealed record ReportProgress(string Key, long Epoch, long Version, string State, string Stage, int Progress, string? Error);
