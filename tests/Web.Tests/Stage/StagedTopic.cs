using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Web.Tests.Stage;

/// <summary>A topic whose values the test sets.</summary>
internal sealed class StagedTopic(string name) : IFeedTopic
{
    public string Name => name;

    public ValueTask<FeedSource?> ResolveAsync(TenantId tenant, string? argument, CancellationToken cancellationToken) =>
        ValueTask.FromResult<FeedSource?>(FeedSource.Public(Source(name, argument)));

    internal static string Source(string name, string? argument) => argument is null ? name : $"{name}:{argument}";
}
