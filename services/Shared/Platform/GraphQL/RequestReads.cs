using Npgsql;
using PortfolioPlatform.GraphQL.DataLoading;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.GraphQL;

/// <summary>What a request asks the database while none of its fields can go on goes there together: a turn for all of it instead of one for each.</summary>
/// <param name="scheduler">Tells when no field can go on.</param>
/// <param name="database">Is asked.</param>
public sealed class RequestReads(IBatchScheduler scheduler, IDatabase database) : IReads, IOfRequest
{
    private readonly Lock _lock = new();
    private List<Question> _waiting = [];

    /// <inheritdoc/>
    public Task<T> ReadAsync<T>(TenantId? tenant, IReadOnlyList<NpgsqlBatchCommand> statements, Func<NpgsqlDataReader, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        Ask(new Question<T>(tenant, false, statements, read), cancellationToken);

    /// <summary>Asks for what all tenants share and every role may read: it goes along with what is asked of a tenant's own rows, where these are in the main database as well.</summary>
    public Task<List<T>> ReadSharedAsync<T>(NpgsqlBatchCommand statement, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken) =>
        Ask(new Question<List<T>>(null, true, [statement], (rows, token) => rows.TakeAsync(row, token)), cancellationToken);

    private Task<T> Ask<T>(Question<T> question, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _waiting.Add(question);
            if (_waiting.Count == 1) scheduler.ScheduleLast(() => _ = SendAsync(cancellationToken));
        }

        return question.Answer;
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        List<Question> asked;
        lock (_lock) (asked, _waiting) = (_waiting, []);
        var beside = asked.Find(q => q.Tenant is { } tenant && database.PlaceOf(tenant) == database.Places[0])?.Tenant;
        if (asked.TrueForAll(q => q.IsShared || q.Tenant == beside)) await TogetherAsync(beside, [.. asked], cancellationToken);
        else await Task.WhenAll(asked.GroupBy(q => q.IsShared ? beside : q.Tenant).Select(g => TogetherAsync(g.Key, [.. g], cancellationToken)));
    }

    private async Task TogetherAsync(TenantId? tenant, Question[] asked, CancellationToken cancellationToken)
    {
        var taken = 0;
        Exception? fault = null;
        try
        {
            NpgsqlBatchCommand[] statements = asked.Length == 1 ? [.. asked[0].Statements] : [.. asked.SelectMany(q => q.Statements)];
            await database.ReadAsync(tenant, statements, async (rows, token) =>
            {
                for (; taken < asked.Length; taken++)
                {
                    if (taken > 0) await rows.NextResultAsync(token);
                    await asked[taken].TakeAsync(rows, token);
                }

                return taken;
            }, cancellationToken);
        }
        catch (Exception e)
        {
            fault = e;
        }

        // Only when the connection is free again: who waits goes on from here.
        for (var i = 0; i < taken; i++) asked[i].Tell();
        if (taken == asked.Length) return;
        if (asked.Length == 1) asked[0].Fail(fault!);
        else
            foreach (var question in asked.Skip(taken)) await TogetherAsync(tenant, [question], cancellationToken); // One that cannot be answered must not take the others with it.
    }

    private abstract class Question(TenantId? tenant, bool isShared, IReadOnlyList<NpgsqlBatchCommand> statements)
    {
        public TenantId? Tenant => tenant;

        public bool IsShared => isShared;

        public IReadOnlyList<NpgsqlBatchCommand> Statements => statements;

        public abstract Task TakeAsync(NpgsqlDataReader rows, CancellationToken cancellationToken);

        public abstract void Tell();

        public abstract void Fail(Exception exception);
    }

    private sealed class Question<T>(TenantId? tenant, bool isShared, IReadOnlyList<NpgsqlBatchCommand> statements, Func<NpgsqlDataReader, CancellationToken, Task<T>> read) : Question(tenant, isShared, statements)
    {
        private readonly TaskCompletionSource<T> _answer = new();
        private T _taken = default!;

        public Task<T> Answer => _answer.Task;

        public override async Task TakeAsync(NpgsqlDataReader rows, CancellationToken cancellationToken) => _taken = await read(rows, cancellationToken);

        public override void Tell() => _answer.TrySetResult(_taken);

        public override void Fail(Exception exception) => _answer.TrySetException(exception);
    }
}
