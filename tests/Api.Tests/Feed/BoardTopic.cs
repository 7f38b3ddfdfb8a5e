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
        if (argument == "astray") return ValueTask.FromResult<FeedSource?>(FeedSource.Of(owners["foreign"], $"board:{owners["foreign"]}"));
        return ValueTask.FromResult(argument is not null && owners.TryGetValue(argument, out var owner) && owner == tenant
            ? FeedSource.Public(Source(argument), $"watch:{argument}")
            : null);
    }

    public static string Source(string board) => $"board:{board}";
}
