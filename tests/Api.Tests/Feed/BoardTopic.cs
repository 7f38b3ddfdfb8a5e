using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Api.Tests.Feed;

/// <summary>A topic of the test: boards that belong to one tenant each.</summary>
public sealed class BoardTopic(IReadOnlyDictionary<string, TenantId> owners) : IFeedTopic
{
    public string Name => "board";

    public ValueTask<FeedSource?> ResolveAsync(TenantId tenant, string? argument, CancellationToken cancellationToken)
    {
        if (argument == "broken") throw new InvalidOperationException("A fault of the module.");
        return ValueTask.FromResult(argument is not null && owners.TryGetValue(argument, out var owner) && owner == tenant
            ? new FeedSource(Source(argument), Source(argument), $"watch:{argument}")
            : null);
    }

    public static string Source(string board) => $"board:{board}";
}
