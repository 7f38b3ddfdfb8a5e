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
    public Task<T> ReadAsync<T>(TenantId? tenant, IReadOnlyList<NpgsqlBatchCommand> statements, Func<NpgsqlDataReader, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        var question = new Question<T>(tenant, statements, read);
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
        await Task.WhenAll(asked.GroupBy(q => q.Tenant).Select(g => TogetherAsync(g.Key, [.. g], cancellationToken)));
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

    private abstract class Question(TenantId? tenant, IReadOnlyList<NpgsqlBatchCommand> statements)
    {
        public TenantId? Tenant => tenant;

        public IReadOnlyList<NpgsqlBatchCommand> Statements => statements;

        public abstract Task TakeAsync(NpgsqlDataReader rows, CancellationToken cancellationToken);

        public abstract void Tell();

        public abstract void Fail(Exception exception);
    }

    private sealed class Question<T>(TenantId? tenant, IReadOnlyList<NpgsqlBatchCommand> statements, Func<NpgsqlDataReader, CancellationToken, Task<T>> read) : Question(tenant, statements)
    {
        private readonly TaskCompletionSource<T> _answer = new();
        private T _taken = default!;

        public Task<T> Answer => _answer.Task;

        public override async Task TakeAsync(NpgsqlDataReader rows, CancellationToken cancellationToken) => _taken = await read(rows, cancellationToken);

        public override void Tell() => _answer.TrySetResult(_taken);

        public override void Fail(Exception exception) => _answer.TrySetException(exception);
    }
}
