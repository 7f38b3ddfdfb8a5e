using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace PortfolioPlatform.GraphQL.CodeFirst;

/// <summary>What members answer, as the executor takes it: objects, now or later; pages cut if asked.</summary>
internal static class Answers
{
    public static Expression Now(Expression value, Type? pagedItem, Expression? paging) =>
        pagedItem is null ? Expression.Convert(value, typeof(object)) : Expression.Call(typeof(PagingArguments), nameof(PagingArguments.Slice), [pagedItem], value, paging!);

    public static Expression Later(Expression task, Type? pagedItem, Expression? paging)
    {
        var answer = task.Type.GetGenericArguments()[0];
        if (task.Type.GetGenericTypeDefinition() == typeof(ValueTask<>)) task = Expression.Call(task, nameof(ValueTask<>.AsTask), null);
        return pagedItem is null
            ? Expression.Call(typeof(Answers), nameof(BoxAsync), [answer], task)
            : Expression.Call(typeof(Answers), nameof(SliceAsync), [answer, pagedItem], task, paging!);
    }

    public static Expression Events(Expression source)
    {
        var sequence = source.Type.GetInterfaces().Append(source.Type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>))
            ?? throw new Types.SchemaException($"{source.Type} is no sequence of events.");
        return Expression.Call(typeof(Answers), nameof(BoxAllAsync), sequence.GetGenericArguments(), source, Expression.Constant(CancellationToken.None));
    }

    public static object? Read(object? value, Func<object, object> read) => value is null ? null : read(value);

    public static ValueTask<object?> BoxAsync<T>(Task<T> task) => task.IsCompletedSuccessfully ? new ValueTask<object?>(task.Result) : AwaitAsync(task);

    public static async ValueTask<object?> SliceAsync<TList, T>(Task<TList> task, PagingArguments paging)
        where TList : IEnumerable<T>
        where T : notnull => PagingArguments.Slice(await task, paging);

    public static async IAsyncEnumerable<object?> BoxAllAsync<T>(IAsyncEnumerable<T> source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in source.WithCancellation(cancellationToken)) yield return item;
    }

    private static async ValueTask<object?> AwaitAsync<T>(Task<T> task) => await task;
}
